import { parseConfiguration } from '../../../../server/config/Configuration';
import { ConfigurationError } from '../../../../server/system/ConfigurationError';
import { identitySection } from '../../support/amoToken';

const sold = { id: 'sold', text: 'Продано' };

/** What is wrong with these outcomes, in English; empty: nothing. */
function faultsOf(outcomes: object, more: object = { identity: identitySection }): readonly string[] {
  try {
    parseConfiguration({
      secretKeys: ['a-secret-key-of-the-test'],
      telephony: { driver: 'simulator' },
      amocrm: { address: 'https://company.amocrm.ru', token: 'a-token-of-the-test', calls: { outcomes } },
      ...more,
    });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults.map(({ en }) => en);
    throw error;
  }
}

test('a text may be one for all languages, or one in some of them', () => {
  expect(faultsOf({ list: [sold, { id: 'lost', text: { en: 'Lost' } }] })).toEqual([]);
});

test.each<[string, object, RegExp]>([
  ['no outcome at all', { list: [] }, /amocrm\.calls\.outcomes\.list/],
  ['two with one id', { list: [sold, sold] }, /two outcomes have the same id/],
  ['an id with blanks', { list: [{ ...sold, id: 'Call back' }] }, /Latin letters, digits and hyphens/],
  ['no text', { list: [{ id: 'sold', text: {} }] }, /a text is needed/],
  [
    'a text in a language that the widget lacks',
    { list: [{ id: 'sold', text: { de: 'Ja' } }] },
    /a text is needed/,
  ],
  ['a status that amoCRM has not', { list: [{ ...sold, callStatus: 8 }] }, /callStatus.*7 at the most/],
  [
    'another word for whose calls need one',
    { required: 'sometimes', list: [sold] },
    /always, never, or a list/,
  ],
  ['a limit of a day', { waitSeconds: 86_400, list: [sold] }, /waitSeconds.*3600 at the most/],
  [
    'a promised call-back without its time',
    { list: [{ ...sold, callBack: true }] },
    /callBack promises .*: set task/,
  ],
  ['a task without its time', { list: [{ ...sold, task: { text: 'x' } }] }, /inMinutes/],
])('%s is refused in words', (_name, outcomes, words) => {
  expect(faultsOf(outcomes).join('\n')).toMatch(words);
});

test('without proven users there are none', () => {
  expect(faultsOf({ list: [sold] }, {})).toEqual([
    expect.stringContaining('needs identity with mode: required'),
  ]);
});

test('several backends need a store that they share', () => {
  const redis = { url: 'redis://127.0.0.1:6379' };
  const places = { identity: identitySection, redis };
  expect(faultsOf({ list: [sold] }, places)).toEqual([expect.stringContaining('store.postgres')]);
  const store = { postgres: 'postgres://asteriskng@127.0.0.1/asteriskng', password: 'secret' };
  expect(faultsOf({ list: [sold] }, { ...places, store })).toEqual([]);
});
