import type { CardKind } from '../page/Account';
import type { Language } from '../page/DeskState';
import { scenarioContacts, trainee, userIds, type PastCall } from './Business';

const { first, second } = userIds;
const { busy, silent, colleagues, sharesNumber } = scenarioContacts;

/** A past call in both languages. */
interface TwoLanguageCall extends Omit<PastCall, 'with' | 'note'> {
  readonly with: Exclude<PastCall['with'], string> | Readonly<Record<Language, string>>;
  readonly note?: Readonly<Record<Language, string>>;
}

const card = (kind: CardKind, id: string): TwoLanguageCall['with'] => ({ kind, id });
const lead = (id: string): TwoLanguageCall['with'] => card('leads', id);
const contact = (id: string): TwoLanguageCall['with'] => card('contacts', id);

/** A talk. */
const talk = (
  direction: PastCall['direction'],
  user: number,
  of: TwoLanguageCall['with'],
  [days, time]: readonly [number, string],
  talked: number,
  said: Pick<TwoLanguageCall, 'outcome' | 'note'> = {},
): TwoLanguageCall => ({ direction, user, with: of, days, time, ended: 'answered', talked, ...said });

/** A call without a talk. */
const noTalk = (
  ended: PastCall['ended'],
  user: number,
  of: TwoLanguageCall['with'],
  [days, time]: readonly [number, string],
): TwoLanguageCall => ({
  direction: ended === 'missed' ? 'inbound' : 'outbound',
  user,
  with: of,
  days,
  time,
  ended,
  talked: 0,
});

const calls: readonly TwoLanguageCall[] = [
  talk('outbound', first, lead('2001'), [1, '11:25'], 143, {
    outcome: 'quote',
    note: {
      ru: 'Просит смету с монтажом ночью: днём холл не закрыть',
      en: 'Wants the quote with fitting at night: the lobby can’t close by day',
    },
  }),
  talk('inbound', first, lead('2001'), [4, '15:10'], 86, {
    outcome: 'agreed',
    note: {
      ru: 'Замер холла согласован, пропуск закажет сам',
      en: 'Fine to measure the lobby, he arranges a pass',
    },
  }),
  noTalk('noAnswer', first, lead('2001'), [5, '10:40']),
  talk('outbound', second, lead('2002'), [2, '12:05'], 64, {
    outcome: 'call-back',
    note: {
      ru: 'Договор на подписи у директора, просила набрать через пару дней',
      en: 'The director is about to sign, asked for a call in a couple of days',
    },
  }),
  talk('inbound', second, lead('2002'), [6, '16:30'], 175, {
    outcome: 'agreed',
    note: { ru: 'Двенадцать шкафов, ручки как на образце', en: 'Twelve wardrobes, handles as on the sample' },
  }),
  talk('inbound', second, lead('2003'), [3, '18:20'], 122, {
    outcome: 'agreed',
    note: {
      ru: 'Замер в субботу в 12, ключи у консьержа',
      en: 'Measuring on Saturday at noon, the porter has the keys',
    },
  }),
  talk('inbound', trainee.id, lead('2004'), [1, '13:15'], 97, {
    outcome: 'quote',
    note: { ru: 'Две секции с зеркалом, шпон ореха', en: 'Two sections with a mirror, walnut veneer' },
  }),
  talk('outbound', second, lead('2005'), [2, '10:15'], 118, {
    outcome: 'agreed',
    note: {
      ru: 'Привезём образец столешницы, смотрят хозяин и шеф-повар',
      en: 'We bring a sample of the table top, owner and chef have a look',
    },
  }),
  talk('inbound', second, contact('1013'), [7, '14:45'], 203, {
    outcome: 'quote',
    note: {
      ru: 'Двадцать столов и барная стойка, сначала столы',
      en: 'Twenty tables and a bar, tables first',
    },
  }),
  noTalk('busy', first, contact(busy), [1, '16:50']),
  noTalk('missed', second, contact(silent), [2, '09:20']),
  noTalk('noAnswer', second, contact(silent), [2, '09:40']),
  talk('inbound', first, contact(sharesNumber), [4, '12:30'], 154, {
    outcome: 'agreed',
    note: {
      ru: 'Пришлёт планировку кухни нового клиента',
      en: 'Sends the layout of a kitchen, a new client of hers',
    },
  }),
  talk('outbound', second, contact(colleagues), [5, '17:05'], 91, {
    note: { ru: 'Петли будут через неделю, счёт пришлёт', en: 'Hinges in a week, he sends the invoice' },
  }),
  talk('inbound', first, card('companies', '3001'), [8, '10:05'], 58),
  noTalk('missed', first, { ru: '+74950123477', en: '+447700900733' }, [1, '18:35']),
];

/** The calls before the account begins, as each business has had them, in its language. */
export function pastCallsIn(language: Language): readonly PastCall[] {
  return calls.map(({ with: of, note, ...call }) => ({
    ...call,
    with: 'kind' in of ? of : of[language],
    ...(note !== undefined && { note: note[language] }),
  }));
}
