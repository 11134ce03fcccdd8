import * as fc from 'fast-check';
import { parse } from 'valibot';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import { EventJournals } from '../../../../server/calls/journal/EventJournals';
import type { Journal } from '../../../../server/calls/journal/Journal';
import { Simulator } from '../../../../server/telephony/simulator/Simulator';
import { simulatorSettingsSchema } from '../../../../server/telephony/simulator/simulatorSettings';
import { FakeTimer } from '../../../support/FakeTimer';

const AGENTS = ['101', '102', '103'];
const CLIENTS = ['+79101112233', '+79104445566'];

/** Between two scenes: of talks that end within a second the journal takes the one that began last, whose end it was. */
const PAUSE_MS = 1_500;

/** A simulator whose journals are written, and what becomes of its calls. */
class Office {
  readonly timer = new FakeTimer();
  readonly simulator: Simulator;
  readonly records = new Map<string, CallRecord>();
  /** What was closed last of each whole call. */
  readonly closed = new Map<string, { readonly journal: Journal; readonly record: CallRecord | null }>();
  readonly writer = new EventJournals((journal, record) => this.closed.set(journal.id, { journal, record }));
  /** The agents' live calls, in the order in which they began. */
  private readonly live = new Map<string, string>();

  constructor() {
    const settings = parse(simulatorSettingsSchema, { talkMs: 0 });
    this.simulator = new Simulator(new Set(AGENTS), settings, this.timer);
  }

  start(): Promise<void> {
    return this.simulator.start({
      call: (extension, event, origin) => {
        if (event.type === 'began') this.live.set(event.id, extension);
        if (event.type === 'ended') this.live.delete(event.id);
        this.writer.take(extension, event, origin);
      },
      finished: (record) => this.records.set(record.id, record),
      closed: () => undefined,
      resynced: (ids, at) => this.writer.resynced(ids, at),
      link: () => undefined,
    });
  }

  callsOf(extension: string): readonly string[] {
    return [...this.live].flatMap(([id, own]) => (own === extension ? [id] : []));
  }

  /** Everyone hangs up. */
  async end(): Promise<void> {
    for (let round = 0; round < 20 && this.live.size > 0; round += 1) {
      for (const extension of AGENTS) this.simulator.farHangup(extension);
      await this.timer.pass(1_000);
    }
  }
}

type Step = (office: Office) => unknown;

const agent = fc.constantFrom(...AGENTS);
const number = fc.constantFrom(...AGENTS, ...CLIENTS);
const nth = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constantFrom(...CLIENTS), fc.subarray(AGENTS, { minLength: 1 })).map(
    ([from, to]): Step =>
      ({ simulator }) =>
        simulator.incoming(from, to, { answersItself: false }),
  ),
  agent.map(
    (one): Step =>
      ({ simulator }) =>
        simulator.answer(one),
  ),
  agent.map(
    (one): Step =>
      ({ simulator }) =>
        simulator.farAnswers(one),
  ),
  agent.map(
    (one): Step =>
      ({ simulator }) =>
        simulator.farHangup(one),
  ),
  fc.tuple(agent, fc.boolean()).map(
    ([one, isHeld]): Step =>
      ({ simulator }) =>
        simulator.farHold(one, isHeld),
  ),
  fc.tuple(agent, number).map(
    ([one, target]): Step =>
      ({ simulator }) =>
        simulator.run(one, { kind: 'originate', target }).catch(() => undefined),
  ),
  fc.tuple(agent, nth, fc.boolean()).map(([one, index, on]): Step => (office) => {
    const callId = office.callsOf(one)[index] ?? '';
    return office.simulator.run(one, { kind: 'hold', callId, on }).catch(() => undefined);
  }),
  fc.tuple(agent, nth, number).map(([one, index, target]): Step => (office) => {
    const callId = office.callsOf(one)[index] ?? '';
    return office.simulator.run(one, { kind: 'redirect', callId, target }).catch(() => undefined);
  }),
  fc.tuple(agent, number).map(([one, target]): Step => async (office) => {
    const [callId = ''] = office.callsOf(one);
    await office.simulator.run(one, { kind: 'hold', callId, on: true }).catch(() => undefined);
    await office.simulator.run(one, { kind: 'consult', callId, target }).catch(() => undefined);
  }),
  agent.map((one): Step => (office) => {
    const [callId = '', consultingId = ''] = office.callsOf(one);
    return office.simulator
      .run(one, { kind: 'completeTransfer', callId, consultingId })
      .catch(() => undefined);
  }),
  fc.tuple(agent, nth).map(([one, index]): Step => (office) => {
    const callId = office.callsOf(one)[index] ?? '';
    return office.simulator.run(one, { kind: 'hangup', callId }).catch(() => undefined);
  }),
  fc.integer({ min: 1, max: 5_000 }).map(
    (ms): Step =>
      ({ timer }) =>
        timer.pass(ms),
  ),
);

/** What several steps at random seldom come to: a talk, and a consultation that the colleague or the agent ends. */
const anyScene: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 6, arbitrary: step.map((one) => [one]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(agent, number)
      .map(([one, target]) => [
        ({ simulator }: Office) => simulator.run(one, { kind: 'originate', target }).catch(() => undefined),
        ({ timer }: Office) => timer.pass(5_000),
      ]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(agent, number, fc.boolean()).map(([one, target, isCompleted]) => [
      async (office: Office) => {
        const [callId = ''] = office.callsOf(one);
        await office.simulator.run(one, { kind: 'hold', callId, on: true }).catch(() => undefined);
        await office.simulator.run(one, { kind: 'consult', callId, target }).catch(() => undefined);
        await office.timer.pass(5_000);
        const [, consultingId = ''] = office.callsOf(one);
        if (!isCompleted) return;
        const command = { kind: 'completeTransfer', callId, consultingId } as const;
        await office.simulator.run(one, command).catch(() => undefined);
      },
    ]),
  },
);

test('whatever happens in the simulator, each whole call is closed once all have left, and says what its record says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyScene, { maxLength: 20 }), async (scenes) => {
      const office = new Office();
      await office.start();
      for (const scene of scenes) {
        for (const one of scene) await one(office);
        await office.timer.pass(PAUSE_MS);
      }
      await office.end();
      expect(office.writer.size.open).toBe(0);
      for (const { journal } of office.closed.values()) {
        // A colleague of another whole call, which has become one with this, may be there still.
        const own = journal.participants.filter(({ call }) => call === journal.id);
        for (const { from, end } of own) expect(end?.at).toBeGreaterThanOrEqual(from);
        for (const fact of journal.facts) if ('to' in fact) expect(fact.to).toBeGreaterThanOrEqual(fact.from);
      }
      const recorded = [...office.closed].filter(([, { record }]) => record !== null);
      expect(recorded.filter(([id]) => !office.records.has(id))).toEqual([]);
      for (const [id, { number: client, direction, answeredAt, extension, endedAt }] of office.records) {
        const record = office.closed.get(id)?.record;
        if (record === undefined) continue;
        expect({ id, ...record }).toMatchObject({
          id,
          number: client,
          direction,
          answeredAt,
          extension,
          endedAt,
        });
      }
      const { timer } = office;
      await office.simulator.close();
      expect(timer.pending).toBe(0);
    }),
    { numRuns: 500 },
  );
});
