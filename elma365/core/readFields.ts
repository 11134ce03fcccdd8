/** Longest body that is read, characters. A push has some hundred. */
const LONGEST_BODY = 65536;

/** What a request brought: each field's first value, and the names of those that came more than once. */
export interface PushFields {
  values: Map<string, string>;
  doubled: Set<string>;
}

/**
 * Reads a body, form or JSON. The content says which one it is: no form begins with a brace, and headers differ in
 * letter case and parameters from system to system. Null: it can't be read.
 */
export function readFields(body: unknown): PushFields | null {
  if (typeof body === 'string') return readText(body);
  if (typeof body === 'object' && body !== null) return readObject(body);
  return body === undefined || body === null ? { values: new Map(), doubled: new Set() } : null;
}

/** Value of a field, blanks cut off; empty when there is none. */
export function fieldOf(fields: PushFields, name: string): string {
  return (fields.values.get(name) ?? '').trim();
}

function readText(body: string): PushFields | null {
  if (body.length > LONGEST_BODY) return null;
  const text = body.charAt(0) === '\uFEFF' ? body.slice(1) : body;
  return /^\s*[{[]/.test(text) ? readJson(text) : readForm(text);
}

function readJson(text: string): PushFields | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  return typeof parsed === 'object' && parsed !== null ? readObject(parsed) : null;
}

/** A platform may have parsed the JSON already. */
function readObject(source: object): PushFields | null {
  if (Array.isArray(source)) return null;
  const values = new Map<string, string>();
  for (const name of Object.keys(source)) {
    const value: unknown = Reflect.get(source, name);
    if (typeof value === 'string') values.set(name, value);
    else if (typeof value === 'number' || typeof value === 'boolean') values.set(name, String(value));
  }
  return { values, doubled: new Set() };
}

function readForm(text: string): PushFields {
  const values = new Map<string, string>();
  const doubled = new Set<string>();
  for (const pair of text.split('&')) {
    const end = pair.indexOf('=');
    const name = unescapeForm(end < 0 ? pair : pair.slice(0, end));
    if (name === '') continue;
    if (values.has(name)) doubled.add(name);
    // A value may hold `=` itself, as links do.
    else values.set(name, end < 0 ? '' : unescapeForm(pair.slice(end + 1)));
  }
  return { values, doubled };
}

/** One broken escape must not cost the whole call: that text stays as it came. */
function unescapeForm(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
