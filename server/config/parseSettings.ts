import type * as v from 'valibot';
import type { Message } from '../system/Message';
import { faultReason } from './faultReason';
import { placeMessages, settingMessages } from './messages';
import { secretVariable } from './secretVariables';
import { withEmptySections } from './withEmptySections';
import { placeOf, type Step, type SettingsSource } from './SettingsSource';

/** Settings that were read, and a sentence for each that can't be taken; null: there are such. */
export interface ParsedSettings<Output> {
  readonly output: Output | null;
  readonly faults: readonly Message[];
}

/** Reads settings. Never fails; a value is shown of agents alone, who have no secrets. */
export function parseSettings<Schema extends v.GenericSchema>(
  schema: Schema,
  raw: unknown,
  written: SettingsSource,
): ParsedSettings<v.InferOutput<Schema>> {
  const parsed = withEmptySections(schema, raw);
  const misread = misreadTexts(parsed.output, written);
  const faults = [
    ...(parsed.issues ?? [])
      .map((issue) => ({ issue, path: pathOf(issue) }))
      .filter(({ path }) => !misread.some((one) => one.path.join() === path.join()))
      .map(({ issue, path }) => placeMessages.fault(placeOf(path, written), reasonOf(issue, path, raw))),
    ...misread.map(({ fault }) => fault),
  ];
  return { output: parsed.success && faults.length === 0 ? parsed.output : null, faults };
}

function pathOf(issue: v.BaseIssue<unknown>): readonly Step[] {
  return (issue.path ?? []).map(({ key }) => key as Step);
}

/** valibot quotes what it got; a key must not get into a log that way. */
function reasonOf(issue: v.BaseIssue<unknown>, path: readonly Step[], raw: unknown): Message {
  const reason = faultReason(issue);
  // A secret is not looked for where the fault says it is.
  const variable = secretVariable(path.join('.'), raw);
  if (variable !== null) return settingMessages.ofVariable(reason, variable);
  const isShown = path[0] === 'agents' && ['string', 'number'].includes(typeof issue.input);
  return isShown ? settingMessages.withValue(reason, String(issue.input).slice(0, 60)) : reason;
}

/** Texts, such as extensions, that stand without quotation marks and that YAML reads as another number. */
function misreadTexts(
  output: unknown,
  written: SettingsSource,
): readonly { readonly path: readonly Step[]; readonly fault: Message }[] {
  return written.misread.flatMap(({ path, source }) => {
    const value = path.reduce<unknown>(
      (held, step) => (typeof held === 'object' && held !== null ? Reflect.get(held, step) : undefined),
      output,
    );
    if (typeof value !== 'string') return [];
    const why = path[0] === 'agents' ? settingMessages.misreadAgent(source, value) : settingMessages.misread;
    return [{ path, fault: placeMessages.fault(placeOf(path, written), why) }];
  });
}
