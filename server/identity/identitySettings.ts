import * as v from 'valibot';
import { KEY_LENGTH, keyWeakness } from '../access/keyWeakness';
import { issueText } from '../system/issueMessage';
import { identitySettingMessages as messages } from './messages';

/** An address as amoCRM's tokens name one; scheme and host count, a path does not. */
const origin = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[\w.-]+(:\d+)?(\/\S*)?$/, issueText(messages.address)),
  v.transform((address) => new URL(address).origin),
);

/** Secrets with a comma between: that of the integration, or the new and the old one during a rotation. */
const secrets = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
  v.minLength(1, issueText(messages.noSecret)),
  v.maxLength(2, issueText(messages.manySecrets)),
  v.everyItem((secret) => secret.length >= KEY_LENGTH, issueText(messages.shortSecret)),
  // An old one behind the new one is only warned of (`weakKeys`).
  v.check(([first = '']) => keyWeakness(first) === null, issueText(messages.knownSecret)),
);

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

const fields = {
  /** Id of the integration in amoCRM, `client_uuid` of its tokens. */
  clientId: v.pipe(v.string(), v.toLowerCase(), v.uuid(issueText(messages.clientId))),
  /** Address of the account, `iss` of the tokens, such as `https://company.amocrm.ru`. */
  account: origin,
  /** amoCRM's number of the account, `account_id` of the tokens. */
  accountId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The integration's redirect address, or its beginning: `aud` of the tokens. */
  redirectUri: origin,
  /** Whom a user without an extension should ask. */
  ask: v.optional(text),
  /** Secret: of the integration. */
  secrets,
};

/** Schema of the section `identity`. With `off` its other settings may stand there already, or be left out. */
export const identitySettingsSchema = v.variant('mode', [
  v.strictObject({ mode: v.literal('off'), ...v.partial(v.object(fields)).entries }),
  v.strictObject({ mode: v.literal('required'), ...fields }),
]);

/** The section `identity`. */
export type IdentitySettings = v.InferOutput<typeof identitySettingsSchema>;

/** The section when users have to be proven. */
export type RequiredIdentity = Extract<IdentitySettings, { mode: 'required' }>;
