import { connectionKinds, type ConnectionKind } from '../../../domain/settings/Settings';
import type { TextKey, Texts } from '../../amocrm/Texts';

/** Texts that depend on the kind of connection, by the `data-part` that shows them. */
const wordsOf = {
  proxy: {
    kindHint: 'settings.proxyHint',
    addressLabel: 'settings.address',
    addressHint: 'settings.addressHint',
    keyLabel: 'settings.key',
    keyHint: 'settings.keyHint',
  },
  direct: {
    kindHint: 'settings.directHint',
    addressLabel: 'settings.address',
    addressHint: 'settings.addressHintDirect',
    keyLabel: 'settings.key',
    keyHint: 'settings.keyHint',
  },
  ecss10: {
    kindHint: 'settings.ecss10Hint',
    addressLabel: 'settings.addressEcss10',
    addressHint: 'settings.addressHintEcss10',
    keyLabel: 'settings.keyEcss10',
    keyHint: 'settings.keyHintEcss10',
  },
} satisfies Record<ConnectionKind, Record<string, TextKey>>;

/**
 * The texts for this kind, as pairs of `data-part` and text.
 * @param origin of the page, such as `https://company.amocrm.ru`
 */
export function formWords(kind: ConnectionKind, texts: Texts, origin: string): readonly [string, string][] {
  return Object.entries(wordsOf[kind]).map(([part, key]) => [part, texts(key, { origin })]);
}

/** Names of the kinds. */
const names = {
  proxy: 'settings.proxy',
  direct: 'settings.direct',
  ecss10: 'settings.ecss10',
} satisfies Record<ConnectionKind, TextKey>;

/** Options of the select field for the kind of connection. */
export function kindOptions(
  texts: Texts,
): readonly { readonly kind: ConnectionKind; readonly name: string }[] {
  return connectionKinds.map((kind) => ({ kind, name: texts(names[kind]) }));
}
