import fc from 'fast-check';
import { allMethods, FakeBackend } from '../../support/FakeBackend';
import { FakeTabs } from '../../support/FakeTabs';
import { wireCall, wireStatus } from '../../support/wireStatus';
import { startTab, type StartedTab } from './support/startTab';

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

type Step =
  | { readonly kind: 'open' | 'change' | 'lose' }
  | { readonly kind: 'close' | 'freeze' | 'thaw' | 'hide' | 'look'; readonly tab: number }
  | { readonly kind: 'pass'; readonly ms: number };

const tab = fc.nat(4);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('open' as const, 'change' as const, 'lose' as const) }),
  fc.record({
    kind: fc.constantFrom(
      'close' as const,
      'freeze' as const,
      'thaw' as const,
      'hide' as const,
      'look' as const,
    ),
    tab,
  }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 100, 500, 2_000) }),
);

async function play(tabs: FakeTabs, steps: readonly Step[]): Promise<void> {
  const backend = new FakeBackend();
  backend.methods = allMethods;
  backend.abortable = true;
  let running: StartedTab[] = [];
  let revision = 1;
  const polls = () => backend.waiting.filter(({ request }) => request.content.method === 'get_agent_status');
  const tellAll = async (): Promise<void> => {
    for (const poll of polls()) poll.answer(wireStatus(revision, [wireCall('a')]));
    await pass(0);
  };
  const open = (): void => {
    running.push(startTab(tabs.open(), backend));
  };
  open();
  for (const one of steps) {
    const { tab: target } = ('tab' in one ? running[one.tab % running.length] : undefined) ?? {};
    if (one.kind === 'open' && running.length < 5) open();
    if (one.kind === 'change') {
      revision += 1;
      await tellAll();
    }
    if (one.kind === 'lose') polls()[0]?.fail();
    if (one.kind === 'freeze') target?.freeze();
    if (one.kind === 'thaw') target?.thaw();
    if (one.kind === 'hide') target?.look('hidden');
    if (one.kind === 'look') target?.look('visible');
    if (one.kind === 'close' && running.length > 1) {
      target?.close();
      running = running.filter((other) => other.tab !== target);
    }
    await pass(one.kind === 'pass' ? one.ms : 0);
  }
  for (const { tab: each } of running) {
    each.thaw();
    each.look('visible');
  }
  // Long enough for pauses after lost requests to end and for the tabs to settle who leads.
  for (let turn = 0; turn < 8; turn += 1) {
    await pass(500);
    for (const { tab: each } of running) each.window.dispatchEvent(new Event('online'));
    await tellAll();
  }
  revision += 1;
  await tellAll();
  await pass(100);
  expect(running.filter(({ feed }) => feed.isLeader)).toHaveLength(1);
  expect(polls().length).toBeLessThanOrEqual(1);
  expect(running.map(({ heard }) => heard.at(-1)?.status.revision)).toEqual(running.map(() => revision));
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('after any sequence of events one tab leads and all report the backend’s status', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
    const tabs = new FakeTabs();
    try {
      await play(tabs, steps);
    } finally {
      tabs.close();
    }
    expect([jest.getTimerCount(), tabs.locks.holders, tabs.locks.queue]).toEqual([0, [], 0]);
  });
  await fc.assert(property, { numRuns: 150 });
});
