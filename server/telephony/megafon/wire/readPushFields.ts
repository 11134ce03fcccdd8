/** Longest body that is parsed, characters. A push has some hundred. */
const LONGEST_PUSH = 65536;

/** Fields of a push. Of a form the first value of each, and the names of those that came more than once; of JSON the last. */
export interface PushFields {
  readonly values: ReadonlyMap<string, string>;
  readonly doubled: ReadonlySet<string>;
}

/** Names and values of a form (`application/x-www-form-urlencoded`) in their order. Never fails. */
export type ReadForm = (form: string) => Iterable<readonly [name: string, value: string]>;

/**
 * Parses the body of a push, form or JSON. The format is detected by the content, since headers differ from tenant to
 * tenant: no form begins with a brace. Null: it can't be parsed. Of a key that is twice in JSON the last one counts, as
 * `JSON.parse` has it.
 * @param body text, or an object that a platform has parsed from JSON already
 * @param readForm the parser of forms: ELMA365 has no `URLSearchParams`
 */
export function readPushFields(body: unknown, readForm: ReadForm): PushFields | null {
  if (typeof body === 'object' && body !== null) return fieldsOfJson(body);
  if (typeof body !== 'string')
    return body === undefined || body === null ? { values: new Map(), doubled: new Set() } : null;
  if (body.length > LONGEST_PUSH) return null;
  const text = body.replace(/^\uFEFF/, '');
  return /^\s*[{[]/.test(text) ? parsedFields(text) : fieldsOfForm(readForm(text));
}

/** Value of a field without blanks around it; empty when there is none. */
export function fieldOf(fields: PushFields, name: string): string {
  return (fields.values.get(name) ?? '').trim();
}

function parsedFields(text: string): PushFields | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? fieldsOfJson(parsed) : null;
  } catch {
    return null;
  }
}

/** Texts, numbers and booleans of a JSON object; nested values and null are left out. Null for an array. */
function fieldsOfJson(source: object): PushFields | null {
  if (Array.isArray(source)) return null;
  const values = new Map<string, string>();
  for (const name of Object.keys(source)) {
    const value: unknown = Reflect.get(source, name);
    if (typeof value === 'string') values.set(name, value);
    else if (typeof value === 'number' || typeof value === 'boolean') values.set(name, String(value));
  }
  return { values, doubled: new Set() };
}

function fieldsOfForm(pairs: ReturnType<ReadForm>): PushFields {
  const values = new Map<string, string>();
  const doubled = new Set<string>();
  for (const [name, value] of pairs) {
    if (name === '') continue;
    if (values.has(name)) doubled.add(name);
    else values.set(name, value);
  }
  return { values, doubled };
}
