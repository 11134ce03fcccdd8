import { businesses } from '../../sandbox/business/businesses';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import type { FeedCall, FeedNote } from '../../sandbox/page/Account';
import { emptyWidget } from './support/emptyWidget';

let sandbox: Sandbox;

afterEach(() => sandbox.close());

/** What is in the feed of a deal. */
function feedOf(lead: string): { readonly calls: readonly FeedCall[]; readonly notes: readonly FeedNote[] } {
  const { calls, notes } = sandbox.account.life;
  const isOn = ({ card }: Pick<FeedCall, 'card'>): boolean => card.kind === 'leads' && card.id === lead;
  return { calls: calls.filter(isOn), notes: notes.filter(isOn) };
}

test.each(['ru', 'en'] as const)(
  'in %s the account begins with calls of past working days: with recordings, outcomes and notes, and a caller to accept',
  async (language) => {
    const business = businesses[language];
    sandbox = await startSandbox({ zip: await emptyWidget(), business });
    const { calls, notes, unsorted } = sandbox.account.life;
    const now = Date.now() / 1_000;
    for (const { at, link, duration, card } of calls) {
      expect(now - at).toBeGreaterThan(0);
      expect([0, 6]).not.toContain(new Date(at * 1_000).getDay());
      expect(link === null).toBe(duration === 0);
      expect(sandbox.account.cards.find(card.kind, card.id)).toBeDefined();
    }
    const times = calls.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(unsorted).toMatchObject([{ call: { direction: 'inbound', status: 6, link: null } }]);
    expect(sandbox.account.cards.ofCall(unsorted[0]?.call.phone ?? '')).toBeUndefined();

    const [heard, , unheard] = feedOf('2001').calls;
    const outcome = { ru: 'Нужна смета', en: 'Wants a quote' }[language];
    expect(heard).toMatchObject({ direction: 'outbound', duration: 143, status: 4, result: outcome });
    expect(unheard).toMatchObject({ direction: 'outbound', duration: 0, status: 3, result: '' });
    const label = { ru: 'Итог', en: 'Outcome' }[language];
    const [note] = feedOf('2001').notes;
    expect(note?.text).toMatch(new RegExp(`^${label}: ${outcome}\n${business.users[0]?.name ?? ''}: .{20}`));
    expect(note?.at).toBeGreaterThan(heard?.at ?? Infinity);
    const texts = JSON.stringify([notes, unsorted, calls.map(({ result }) => result)]);
    if (language === 'en') expect(texts).not.toMatch(/[а-яё]/i);

    const sound = await fetch(heard?.link ?? '', { headers: { range: 'bytes=0-3' } });
    expect([sound.status, await sound.text()]).toEqual([206, 'RIFF']);
    expect(sound.headers.get('content-range')).toBe(`bytes 0-3/${44 + 143 * 16_000}`);
  },
);

test('a reset brings the past calls back, and their recordings', async () => {
  sandbox = await startSandbox({ zip: await emptyWidget() });
  const { calls, notes, unsorted } = sandbox.account.life;
  sandbox.account.decline(unsorted[0]?.uid ?? '');
  await fetch(`${sandbox.url}/desk/start-over`, { method: 'POST' });
  const again = sandbox.account.life;
  expect([again.calls.length, again.notes.length, again.unsorted]).toEqual([
    calls.length,
    notes.length,
    unsorted,
  ]);
  const answer = await fetch(again.calls.find(({ duration }) => duration > 0)?.link ?? '', {
    method: 'HEAD',
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/wav']);
});

test('with a backend of its own, or without a call log, the account has the calls and no recordings', async () => {
  sandbox = await startSandbox({ zip: await emptyWidget(), logsCalls: false });
  const { calls } = sandbox.account.life;
  expect(calls.length).toBeGreaterThan(10);
  expect(calls.filter(({ link }) => link !== null)).toEqual([]);
});
