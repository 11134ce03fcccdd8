import { KEY_LENGTH, keyWeakness } from '../access/keyWeakness';
import type { Message } from '../system/Message';
import { keyMessages } from './messages';

/** The keys of one door, with the environment variable that they come from. */
interface DoorKeys {
  readonly variable: string;
  readonly keys: readonly (string | undefined)[];
}

/** The parts of the configuration that have keys. */
interface KeyedConfiguration {
  readonly secretKeys: readonly string[];
  readonly identity?: { readonly secrets?: readonly string[] | undefined } | undefined;
  readonly routing?: { readonly key?: string | undefined } | undefined;
  readonly amocrm?: { readonly webhookKey?: string | undefined } | undefined;
  readonly elma365?: { readonly key?: string | undefined } | undefined;
  readonly recordings?: { readonly linkKey?: readonly string[] | undefined } | undefined;
  readonly metrics: { readonly token?: string | undefined };
  readonly telephony: object;
}

/** Faults of keys that can't be seen at one key alone: two doors that have the same. */
export function sharedKeys(configuration: KeyedConfiguration): readonly Message[] {
  const owner = new Map<string, string>();
  return doorsOf(configuration).flatMap(({ variable, keys }) =>
    keys.flatMap((key) => {
      if (key === undefined) return [];
      const other = owner.get(key);
      owner.set(key, variable);
      return other === undefined || other === variable ? [] : [keyMessages.shared(variable, other)];
    }),
  );
}

/**
 * Warnings of keys that are accepted, and should be changed: those that stand behind a new one while it is being changed.
 * A door's first key is refused when it is weak.
 */
export function weakKeys(configuration: KeyedConfiguration): readonly Message[] {
  return doorsOf(configuration).flatMap(({ variable, keys }) =>
    keys.flatMap((key) => {
      const why = key === undefined ? null : keyWeakness(key);
      if (why === null) return [];
      return [why === 'short' ? keyMessages.short(variable, KEY_LENGTH) : keyMessages.known(variable)];
    }),
  );
}

function doorsOf({
  secretKeys,
  identity,
  routing,
  amocrm,
  elma365,
  recordings,
  metrics,
  telephony,
}: KeyedConfiguration): readonly DoorKeys[] {
  return [
    { variable: 'ASTERISKNG_SECRET_KEYS', keys: secretKeys },
    { variable: 'ASTERISKNG_IDENTITY_SECRETS', keys: identity?.secrets ?? [] },
    { variable: 'ASTERISKNG_ROUTING_KEY', keys: [routing?.key] },
    { variable: 'ASTERISKNG_AMOCRM_WEBHOOK_KEY', keys: [amocrm?.webhookKey] },
    { variable: 'ASTERISKNG_ELMA365_KEY', keys: [elma365?.key] },
    { variable: 'ASTERISKNG_LINK_KEY', keys: recordings?.linkKey ?? [] },
    { variable: 'ASTERISKNG_METRICS_TOKEN', keys: [metrics.token] },
    {
      variable: 'ASTERISKNG_MEGAFON_TOKEN',
      keys: ['crmToken' in telephony ? String(telephony.crmToken) : undefined],
    },
  ];
}
