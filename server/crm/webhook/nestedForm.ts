/** A form with brackets in its names, as a tree of objects without a prototype, so that names such as `__proto__` are safe. */
export interface FormTree {
  readonly [name: string]: FormTree | string;
}

type Growing = Record<string, FormTree | string>;

/** Limits of depth and of fields, beyond those of amoCRM's webhooks. */
const DEEPEST = 10;
const MOST = 20_000;

/** Result of the form parser; a name that is given twice has a list. */
export type FlatForm = Readonly<Record<string, string | readonly string[]>>;

/** `contacts[update][0][id]` -> `contacts.update.0.id`. Invalid names are left out. */
export function nestedForm(form: FlatForm): FormTree {
  const root = empty();
  for (const [name, value] of Object.entries(form).slice(0, MOST)) {
    const path = pathOf(name);
    const last = typeof value === 'string' ? value : value.at(-1);
    if (path !== null && last !== undefined) setAtPath(root, path, last);
  }
  return root;
}

function pathOf(name: string): readonly string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (match === null) return null;
  const [, first = '', rest = ''] = match;
  const path = [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = '']) => part)];
  return path.length <= DEEPEST ? path : null;
}

function setAtPath(root: Growing, path: readonly string[], value: string): void {
  let at = root;
  for (const part of path.slice(0, -1)) {
    const next = at[part];
    // A name with a value can't have parts too: the first one counts.
    if (typeof next === 'string') return;
    const branch: Growing = next ?? empty();
    at[part] = branch;
    at = branch;
  }
  const last = path.at(-1) ?? '';
  at[last] ??= value;
}

function empty(): Growing {
  return Object.create(null) as Growing;
}
