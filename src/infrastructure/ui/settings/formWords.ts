import { connectionKinds, type ConnectionKind } from '../../../domain/settings/Settings';
import type { TextKey, Texts } from '../../amocrm/texts';

/** Texts of the form that change with the kind of connection, by the part of the template that shows them. */
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

/** The texts of this kind, by part. @param origin of the page, such as `https://company.amocrm.ru` */
export function formWords(kind: ConnectionKind, texts: Texts, origin: string): readonly [string, string][] {
  return Object.entries(wordsOf[kind]).map(([part, key]) => [part, texts(key, { origin })]);
}

const names = {
  proxy: 'settings.proxy',
  direct: 'settings.direct',
  ecss10: 'settings.ecss10',
} satisfies Record<ConnectionKind, TextKey>;

/** The choice of a kind. */
export function kindOptions(
  texts: Texts,
): readonly { readonly kind: ConnectionKind; readonly name: string }[] {
  return connectionKinds.map((kind) => ({ kind, name: texts(names[kind]) }));
}
