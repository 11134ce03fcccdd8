import type * as v from 'valibot';
import { faultReason } from './faultReason';
import { secretVariable } from './secretVariables';
import { withEmptySections } from './withEmptySections';
import { placeOf, type Step, type Written } from './Written';

/** Settings that were read, and a sentence for each that can't be taken; null: there are such. */
export interface ParsedSettings<Output> {
  readonly output: Output | null;
  readonly faults: readonly string[];
}

/** Reads settings. Never fails; a value is shown of agents alone, who have no secrets. */
export function parseSettings<Schema extends v.GenericSchema>(
  schema: Schema,
  raw: unknown,
  written: Written,
): ParsedSettings<v.InferOutput<Schema>> {
  const parsed = withEmptySections(schema, raw);
  const misread = misreadTexts(parsed.output, written);
  const faults = [
    ...(parsed.issues ?? [])
      .map((issue) => ({ issue, path: pathOf(issue) }))
      .filter(({ path }) => !misread.some((one) => one.path.join() === path.join()))
      .map(({ issue, path }) => `${placeOf(path, written)}: ${said(issue, path)}`),
    ...misread.map(({ fault }) => fault),
  ];
  return { output: parsed.success && faults.length === 0 ? parsed.output : null, faults };
}

function pathOf(issue: v.BaseIssue<unknown>): readonly Step[] {
  return (issue.path ?? []).map(({ key }) => key as Step);
}

/** valibot quotes what it got; a key must not get into a log that way. */
function said(issue: v.BaseIssue<unknown>, path: readonly Step[]): string {
  // A secret is not looked for where the fault says it is.
  const variable = secretVariable(path.join('.'));
  const from =
    variable === null ? '' : `; it comes from ${variable}, or a file whose path is in ${variable}_FILE`;
  const isShown = path[0] === 'agents' && ['string', 'number'].includes(typeof issue.input);
  const shown = isShown ? ` ("${String(issue.input).slice(0, 60)}")` : '';
  return `${faultReason(issue)}${shown}${from}`;
}

/** Texts, such as extensions, that stand without quotation marks and that YAML reads as another number. */
function misreadTexts(
  output: unknown,
  written: Written,
): readonly { readonly path: readonly Step[]; readonly fault: string }[] {
  return written.misread.flatMap(({ path, source }) => {
    const value = path.reduce<unknown>(
      (held, step) => (typeof held === 'object' && held !== null ? Reflect.get(held, step) : undefined),
      output,
    );
    if (typeof value !== 'string') return [];
    const what = path[0] === 'agents' ? `${source} as ${value}` : 'it as another number';
    return [{ path, fault: `${placeOf(path, written)}: YAML reads ${what}; put it into quotation marks` }];
  });
}
