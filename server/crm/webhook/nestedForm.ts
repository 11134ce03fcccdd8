/** A form with brackets in its names, as a tree. It has no prototype, so no name in it means anything to us. */
export interface FormTree {
  readonly [name: string]: FormTree | string;
}

type Growing = Record<string, FormTree | string>;

/** More is no webhook of amoCRM. */
const DEEPEST = 10;
const MOST = 20_000;

/** What a form's parser gives: a name given twice has a list. */
export type FlatForm = Readonly<Record<string, string | readonly string[]>>;

/** `contacts[update][0][id]` -> `contacts.update.0.id`. Names that make no sense are left out. */
export function nestedForm(form: FlatForm): FormTree {
  const root = empty();
  for (const [name, value] of Object.entries(form).slice(0, MOST)) {
    const path = pathOf(name);
    const last = typeof value === 'string' ? value : value.at(-1);
    if (path !== null && last !== undefined) put(root, path, last);
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

function put(root: Growing, path: readonly string[], value: string): void {
  let at = root;
  for (const part of path.slice(0, -1)) {
    const next = at[part];
    // A name that is a value already can't have parts, too: the first wins.
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
