import type * as v from 'valibot';
import type { Message } from '../system/Message';
import { faultReason } from './faultReason';
import { placeMessages, settingMessages } from './messages';
import { secretVariable } from './secretVariables';
import { parseWithEmptySections } from './parseWithEmptySections';
import { placeOf, type Step, type SettingsSource } from './SettingsSource';

/** Result of `parseSettings`. */
export interface ParsedSettings<Output> {
  /** Null when there are faults. */
  readonly output: Output | null;
  /** One sentence for each setting that is rejected, with its place. */
  readonly faults: readonly Message[];
}

/**
 * Validates settings against a schema. Never throws. Faults quote values of `agents` only, since others may be secrets.
 * @param source where the settings come from, for the places in faults
 */
export function parseSettings<Schema extends v.GenericSchema>(
  schema: Schema,
  raw: unknown,
  source: SettingsSource,
): ParsedSettings<v.InferOutput<Schema>> {
  const parsed = parseWithEmptySections(schema, raw);
  const misread = misreadTexts(parsed.output, source);
  const faults = [
    ...(parsed.issues ?? [])
      .map((issue) => ({ issue, path: pathOf(issue) }))
      .filter(({ path }) => !misread.some((one) => one.path.join() === path.join()))
      .map(({ issue, path }) => placeMessages.fault(placeOf(path, source), reasonOf(issue, path, raw))),
    ...misread.map(({ fault }) => fault),
  ];
  return { output: parsed.success && faults.length === 0 ? parsed.output : null, faults };
}

function pathOf(issue: v.BaseIssue<unknown>): readonly Step[] {
  return (issue.path ?? []).map(({ key }) => key as Step);
}

/** The reason without the value, which valibot's own text quotes; a value of `agents` is added, as it is no secret. */
function reasonOf(issue: v.BaseIssue<unknown>, path: readonly Step[], raw: unknown): Message {
  const reason = faultReason(issue);
  // A secret is not in the settings file, so the message names its variable as well.
  const variable = secretVariable(path.join('.'), raw);
  if (variable !== null) return settingMessages.ofVariable(reason, variable);
  const isShown = path[0] === 'agents' && ['string', 'number'].includes(typeof issue.input);
  return isShown ? settingMessages.withValue(reason, String(issue.input).slice(0, 60)) : reason;
}

/** Faults of text settings, such as extensions, that lack quotation marks and that YAML reads as another number. */
function misreadTexts(
  output: unknown,
  source: SettingsSource,
): readonly { readonly path: readonly Step[]; readonly fault: Message }[] {
  return source.misread.flatMap(({ path, text }) => {
    const value = path.reduce<unknown>(
      (parent, step) =>
        typeof parent === 'object' && parent !== null ? Reflect.get(parent, step) : undefined,
      output,
    );
    if (typeof value !== 'string') return [];
    const why = path[0] === 'agents' ? settingMessages.misreadAgent(text, value) : settingMessages.misread;
    return [{ path, fault: placeMessages.fault(placeOf(path, source), why) }];
  });
}
