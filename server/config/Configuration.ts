import * as v from 'valibot';
import { readDialled } from '../../protocol/phoneText';
import { httpSettingsSchema } from '../http/httpSettings';
import { telephonySchema } from '../telephony/drivers';
import { duplicateAgents } from './duplicateAgents';
import { features } from './features';
import { ConfigurationError } from '../system/ConfigurationError';
import { issueText } from '../system/issueMessage';
import { languages } from '../system/Message';
import { valueMessages } from './messages';
import { parseSettings } from './parseSettings';
import { unwritten } from './SettingsSource';

/** A number as it is written, with an extension too; YAML reads one without quotation marks as a number. */
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
  /** amoCRM's id of the user; found by it when the e-mail has changed. */
  amouserId: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** A number without quotation marks is one too, unless YAML has read it as another one. */
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

/** Several contacts may have one number. */
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

/** The schemas of these features, by section, each with its own type. */
function schemasOf<const Kinds extends Readonly<Record<string, { readonly settings: v.GenericSchema }>>>(
  kinds: Kinds,
) {
  return Object.fromEntries(
    Object.entries(kinds).map(([section, { settings }]) => [section, settings]),
  ) as unknown as { readonly [Section in keyof Kinds]: Kinds[Section]['settings'] };
}

/** Everything that can be set. Secrets come from the environment or a file, never from the YAML itself. */
export const configurationSchema = v.strictObject({
  host: v.optional(v.string(), '127.0.0.1'),
  /** 0 takes a free one. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 8_080),
  /** Path of the wire; the widget's settings name it behind the host. */
  path: v.optional(v.pipe(v.string(), v.regex(/^\/[\w\-./]*$/, issueText(valueMessages.path))), '/'),
  /** One, or two while keys are changed. */
  secretKeys: v.pipe(
    v.array(v.pipe(v.string(), v.minLength(8, issueText(valueMessages.shortKey)))),
    v.minLength(1, issueText(valueMessages.noKey)),
    v.maxLength(2, issueText(valueMessages.manyKeys)),
  ),
  bodyLimitBytes: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1_024), v.maxValue(10_000_000)),
    65_536,
  ),
  logLevel: v.optional(v.picklist(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  /** Of log, checks and faults; left out: that of the locale. */
  language: v.optional(v.picklist(languages)),
  agents: v.optional(v.array(agentSchema), []),
  contacts: v.optional(v.array(contactSchema), []),
  http: v.optional(httpSettingsSchema, {}),
  ...schemasOf(features),
  telephony: telephonySchema,
});

/** The backend's configuration, complete. */
export type Configuration = v.InferOutput<typeof configurationSchema>;

/** What may be written for one: all that has a default can be left out. */
export type ConfigurationInput = v.InferInput<typeof configurationSchema>;

/**
 * Reads a configuration. Fails with a `ConfigurationError` that names every wrong setting and where it stands; a value
 * is shown of agents alone, who have no secrets.
 */
export function parseConfiguration(raw: unknown, written = unwritten): Configuration {
  const { output, faults } = parseSettings(configurationSchema, raw, written);
  const agents: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'agents') : null;
  const doubles = duplicateAgents(agents, written);
  if (output === null || doubles.length > 0) throw new ConfigurationError([...faults, ...doubles]);
  return fitting(output);
}

/** The configuration, unless parts of it that are good by themselves do not go together. */
function fitting(configuration: Configuration): Configuration {
  if (configuration.redis !== undefined && configuration.amocrm?.oauth !== undefined)
    throw new ConfigurationError([valueMessages.oauthAlone]);
  return configuration;
}
