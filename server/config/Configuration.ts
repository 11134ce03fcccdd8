import * as v from 'valibot';
import { keyWeakness } from '../access/keyWeakness';
import { readDialled } from '../../protocol/readPhones';
import { outcomeSettingMessages } from '../crm/callNotes/messages';
import { identitySettingMessages } from '../identity/messages';
import { httpSettingsSchema } from '../http/httpSettings';
import { telephonySchema } from '../telephony/drivers';
import { sharedKeys } from './sharedKeys';
import { duplicateAgents } from './duplicateAgents';
import { features } from './features';
import { ConfigurationError } from '../system/ConfigurationError';
import { issueText } from '../system/issueMessage';
import { languages, type Message } from '../system/Message';
import { schemaMessages } from '../system/messages';
import { valueMessages } from './messages';
import { parseSettings } from './parseSettings';
import { noSource } from './SettingsSource';

/** A telephone number in any notation, also with an extension; YAML reads one without quotation marks as a number. */
const number = v.pipe(
  v.union(
    [v.string(), v.pipe(v.number(), v.integer(), v.transform(String))],
    issueText(valueMessages.noPhone),
  ),
  v.trim(),
  v.maxLength(200),
  v.check((text) => readDialled(text) !== null, issueText(valueMessages.noPhone)),
);

const agentSchema = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(issueText(valueMessages.noEmail))),
  /** amoCRM's id of the user; identifies the agent even after the e-mail address was changed in amoCRM. */
  amouserId: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** May be written without quotation marks; `parseSettings` rejects one that YAML reads as another number (`0102`). */
  extension: v.pipe(
    v.union(
      [v.string(), v.pipe(v.number(), v.integer(), v.transform(String))],
      issueText(valueMessages.extensionQuoted),
    ),
    v.trim(),
    v.regex(/^\d{2,8}$/, issueText(valueMessages.extension)),
  ),
  name: v.pipe(v.string(), v.trim(), v.minLength(1)),
});

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** An entry of the phone book. Several may have the same number. */
const contactSchema = v.strictObject({
  uuid: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  name: v.pipe(v.string(), v.trim(), v.minLength(1)),
  phone: number,
  /** amoCRM's id of the contact. */
  contactId: v.optional(
    v.pipe(
      v.union(
        [v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))],
        issueText(valueMessages.digits),
      ),
      v.regex(/^\d{1,19}$/, issueText(valueMessages.digits)),
    ),
  ),
  company: v.optional(text),
  /** Name of the person responsible for the contact. */
  responsible: v.optional(text),
});

/** Maps features to their schemas, by section; keeps the type of each. */
function schemasOf<const Kinds extends Readonly<Record<string, { readonly settings: v.GenericSchema }>>>(
  kinds: Kinds,
) {
  return Object.fromEntries(
    Object.entries(kinds).map(([section, { settings }]) => [section, settings]),
  ) as unknown as { readonly [Section in keyof Kinds]: Kinds[Section]['settings'] };
}

/** Why these are no secret keys; null: they are. The second one is what was used so far, so it may be shorter. */
function secretKeysFault([first, second, ...more]: readonly string[]): Message | null {
  if (first === undefined) return valueMessages.noKey;
  if (more.length > 0) return valueMessages.manyKeys;
  const weakness = keyWeakness(first);
  if (weakness === 'short' || (second !== undefined && second.length < 8)) return valueMessages.shortKey;
  return weakness === null ? null : schemaMessages.knownKey('ASTERISKNG_SECRET_KEYS');
}

/** Schema of the whole configuration, with the secrets; those come from the environment or separate files, not from the YAML. */
export const configurationSchema = v.strictObject({
  host: v.optional(v.string(), '127.0.0.1'),
  /** 0: the system chooses a free one. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 8_080),
  /** Path of the wire: that of the server's address in the widget's settings. */
  path: v.optional(v.pipe(v.string(), v.regex(/^\/[\w\-./]*$/, issueText(valueMessages.path))), '/'),
  /** Keys that widgets may use: one, or the old and the new one while it is being changed. */
  secretKeys: v.pipe(
    v.array(v.string()),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? secretKeysFault(dataset.value) : null;
      if (fault !== null) addIssue({ message: issueText(fault) });
    }),
  ),
  bodyLimitBytes: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1_024), v.maxValue(10_000_000)),
    65_536,
  ),
  logLevel: v.optional(v.picklist(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  /** Language of log, checks and errors; absent: that of the locale (see `chooseLanguage`). */
  language: v.optional(v.picklist(languages)),
  agents: v.optional(v.array(agentSchema), []),
  contacts: v.optional(v.array(contactSchema), []),
  http: v.optional(httpSettingsSchema, {}),
  ...schemasOf(features),
  telephony: telephonySchema,
});

/** The configuration of a backend, with all defaults filled in. */
export type Configuration = v.InferOutput<typeof configurationSchema>;

/** The configuration as it may be written: everything with a default may be absent. */
export type ConfigurationInput = v.InferInput<typeof configurationSchema>;

/**
 * Validates a configuration. Throws a `ConfigurationError` that lists every wrong setting with its place. Only values of
 * `agents` are quoted, since others may be secrets.
 * @param raw parsed YAML with the secrets added
 * @param source where its settings come from
 */
export function parseConfiguration(raw: unknown, source = noSource): Configuration {
  const { output, faults } = parseSettings(configurationSchema, raw, source);
  const agents: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'agents') : null;
  const duplicates = duplicateAgents(agents, source);
  if (output === null || duplicates.length > 0) throw new ConfigurationError([...faults, ...duplicates]);
  return checkCombinations(output);
}

/** Returns the configuration; throws a `ConfigurationError` when settings that are valid by themselves exclude each other. */
function checkCombinations(configuration: Configuration): Configuration {
  if (configuration.redis !== undefined && configuration.amocrm?.oauth !== undefined)
    throw new ConfigurationError([valueMessages.oauthAlone]);
  const outcomes = outcomesFault(configuration);
  if (outcomes !== null) throw new ConfigurationError([outcomes]);
  const shared = sharedKeys(configuration);
  if (shared.length > 0) throw new ConfigurationError(shared);
  if (
    configuration.identity?.mode === 'required' &&
    configuration.routing !== undefined &&
    configuration.routing.key === undefined
  )
    throw new ConfigurationError([identitySettingMessages.routingKey]);
  return configuration;
}

/** Why agents can not be asked for outcomes with these settings; null: they are not, or can be. */
function outcomesFault({ amocrm, identity, redis, store }: Configuration): Message | null {
  if (amocrm?.calls.outcomes === undefined) return null;
  if (identity?.mode !== 'required') return outcomeSettingMessages.needsIdentity;
  return redis !== undefined && store.postgres === undefined ? outcomeSettingMessages.needsStore : null;
}
