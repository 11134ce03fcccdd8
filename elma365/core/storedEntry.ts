/** How many entries are kept. The platform's storage has no known way to remove one, so places are used again. */
const PLACES = 128;

/** The value stored under the key; undefined when there is none, or another key has taken its place. Never fails. */
export async function readEntry(key: string): Promise<unknown> {
  try {
    const stored: unknown = await Namespace.storage.getItem(placeOf(key));
    if (typeof stored !== 'string') return undefined;
    const entry: unknown = JSON.parse(stored);
    if (typeof entry !== 'object' || entry === null || Reflect.get(entry, 'key') !== key) return undefined;
    return Reflect.get(entry, 'value');
  } catch {
    // Without the storage events still go to ELMA365, with less known about them.
    return undefined;
  }
}

/** Stores a value under the key, until another key takes its place. Never fails. */
export async function writeEntry(key: string, value: object): Promise<void> {
  try {
    await Namespace.storage.setItem(placeOf(key), JSON.stringify({ key, value }));
  } catch {
    return;
  }
}

function placeOf(key: string): string {
  let sum = 7;
  for (let at = 0; at < key.length; at += 1) sum = (sum * 31 + key.charCodeAt(at)) % 1000003;
  return 'call' + String(sum % PLACES);
}
