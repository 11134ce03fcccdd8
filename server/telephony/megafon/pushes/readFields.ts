/** What a push brought: the first value of each field, and the names of those that came more than once. */
export interface PushFields {
  readonly values: ReadonlyMap<string, string>;
  readonly doubled: ReadonlySet<string>;
}

/**
 * Reads a body, form or JSON. The content says which one it is: no form begins with a brace, and headers differ from
 * tenant to tenant. Null: it can't be read. Of a key that stands twice in JSON the last one counts: a parser tells
 * no more.
 */
export function readFields(body: string): PushFields | null {
  const text = body.replace(/^\uFEFF/, '');
  return /^\s*[{[]/.test(text) ? readJson(text) : readForm(text);
}

/** Value of a field without blanks around it; empty when there is none. */
export function fieldOf({ values }: PushFields, name: string): string {
  return (values.get(name) ?? '').trim();
}

function readJson(text: string): PushFields | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(parsed))
    if (['string', 'number', 'boolean'].includes(typeof value)) values.set(name, String(value));
  return { values, doubled: new Set() };
}

function readForm(text: string): PushFields {
  const values = new Map<string, string>();
  const doubled = new Set<string>();
  for (const pair of text.split('&')) {
    const end = pair.indexOf('=');
    const name = unescaped(end < 0 ? pair : pair.slice(0, end));
    if (name === '') continue;
    if (values.has(name)) doubled.add(name);
    // A value may hold `=` itself, as links do.
    else values.set(name, end < 0 ? '' : unescaped(pair.slice(end + 1)));
  }
  return { values, doubled };
}

/** One broken escape must not cost the whole call: that text stays as it came. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
