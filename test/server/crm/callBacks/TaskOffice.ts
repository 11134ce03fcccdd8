import type { CallRecord } from '../../../../server/calls/CallRecord';
import type { Crm } from '../../../../server/crm/Crm';
import { CallMarks } from '../../../../server/crm/callLog/CallMarks';
import { createLogger } from '../../../../server/http/createLogger';
import {
  createMissedClients,
  type RunningMissedClients,
} from '../../../../server/missedClients/createMissedClients';
import { FakeTimer } from '../../../support/FakeTimer';
import { FakeAmo, type Failure } from '../../support/amo/FakeAmo';
import { MortalOffice } from '../../support/amo/MortalOffice';
import { buildCrm, KNOWN, missed, pass, record } from '../../support/amo/startCrm';
import { eventually } from '../../support/eventually';

/** What happens to one client, one after the other. */
export type Happening = 'missed' | 'talked' | 'promised' | 'withdrawn' | 'byHand';

export interface TaskCase {
  readonly happenings: readonly { readonly what: Happening; readonly afterMs: number }[];
  /** Steps after which each process dies. */
  readonly lives: readonly number[];
  readonly failures: readonly Failure[];
}

const SECRETS = ['a-secret-of-the-integration'];
export const BY_HAND = 'сделано';
export const marks = new CallMarks(SECRETS);
const settings = {
  calls: {
    missedTask: {},
    outcomes: {
      waitSeconds: 60,
      list: [
        { id: 'sold', text: 'Продано' },
        {
          id: 'call-back',
          text: 'Перезвонить',
          task: { text: 'Перезвонить', inMinutes: 60 },
          callBack: true,
        },
      ],
    },
  },
};

/** One that has begun: with its record it happens once, however many processes it takes. */
interface Begun {
  readonly what: Happening;
  readonly id: string;
  readonly record: CallRecord;
  readonly writtenAt: number;
}

/** A client whose calls make tasks while processes die; each process has the same disk and amoCRM. */
export class TaskOffice {
  readonly timer = new FakeTimer();
  readonly amo = new FakeAmo(this.timer);
  readonly disk = {
    outbox: new Map<string, string>(),
    notes: new Map<string, string>(),
    missed: new Map<string, string>(),
    done: new Map<string, string>(),
  };
  /** Keys of the calls whose outcome promised a call-back, in their order. */
  readonly promisedCalls: string[] = [];
  private readonly ended = new Set<string>();
  private begun: Begun | null = null;
  private next = 0;
  private nextAt: number;
  private life: { office: MortalOffice; crm: Crm; list: RunningMissedClients; said: Set<string> } | null =
    null;

  constructor(private readonly played: TaskCase) {
    this.amo.account.contact('Иван Петров', KNOWN);
    this.nextAt = this.timer.now() + 5_000;
  }

  /** All happenings, in one process after the other; the last one lives on. */
  async play(): Promise<void> {
    for (const life of [...this.played.lives, Number.POSITIVE_INFINITY]) {
      await this.start(life);
      const isLast = life === Number.POSITIVE_INFINITY;
      const until = this.timer.now() + (isLast ? 3_600_000 : 120_000);
      const isOver = (): boolean =>
        isLast && this.next >= this.played.happenings.length && this.hasEnded && this.isQuiet();
      while (this.timer.now() < until && this.life?.office.isDead === false && !isOver()) {
        this.go();
        await pass(this.timer, 2_500, 2_500);
      }
      if (!isLast) await this.stop();
    }
  }

  /** One more, in the process that lives; resolves once it is in amoCRM. */
  async happen(what: Happening): Promise<void> {
    this.begin(what);
    await eventually(`it has ${what}`, async () => {
      this.go();
      await pass(this.timer, 2_500, 2_500);
      return this.hasEnded && this.isQuiet();
    });
  }

  async stop(): Promise<void> {
    const { crm, office } = this.life ?? {};
    if (crm === undefined || office === undefined) return;
    const end = { isOver: false };
    const closing = crm.close().finally(() => (end.isOver = true));
    closing.catch(() => undefined);
    await eventually('the end of the process', async () => {
      await pass(this.timer, 500);
      return end.isOver || office.isDead;
    });
    this.life?.list.pause();
    await pass(this.timer, 2_000);
  }

  private async start(life: number): Promise<void> {
    const { timer, amo, disk } = this;
    const office = new MortalOffice(disk, amo, life);
    const { crm } = buildCrm(settings, {
      ...{ timer, amo, outboxStore: office.outbox, noteStore: office.notes, fetch: office.fetch },
      markSecrets: SECRETS,
    });
    const list = createMissedClients({
      settings: { talkSeconds: 5, keepDays: 14 },
      store: { missedClients: office.table(disk.missed), onRecovered: () => () => undefined },
      clock: timer,
      logger: createLogger('silent'),
      callsOf: () => [],
      extensions: [],
      onChange: () => undefined,
      seen: () => Promise.reject(new Error('it is not read')),
      mayViewCallsOf: () => true,
      nameOf: () => null,
      originate: () => Promise.resolve(),
      finishTask: (task) => crm.callBacks.finish(task),
    });
    crm.callBacks.follow(list.callBacks);
    this.life = { office, crm, list, said: new Set() };
    await Promise.all([crm.start(), list.start()]);
  }

  private get hasEnded(): boolean {
    return this.begun === null || this.ended.has(this.begun.id);
  }

  private isQuiet(): boolean {
    const isWaiting = [...this.disk.outbox.values()].some((text) => !text.includes('"done"'));
    const isAsked = [...this.disk.notes.values()].some((text) => text.includes('"waiting"'));
    return !isWaiting && !isAsked && (this.life?.crm.figures.outbox() ?? 0) === 0;
  }

  private begin(what: Happening): void {
    const now = this.timer.now();
    const isMissed = what === 'missed';
    const times = { startedAt: now - 60_000, answeredAt: isMissed ? null : now - 50_000, endedAt: now };
    const one = isMissed ? missed(this.timer, times) : record(this.timer, times);
    this.begun = { what, id: one.id, record: one, writtenAt: now / 1_000 };
    if (what === 'promised') this.promisedCalls.push(one.id);
  }

  /** What happens now, as often as it takes. */
  private go(): void {
    const { begun } = this;
    if (begun !== null && this.ended.has(begun.id)) this.begun = null;
    const planned = this.played.happenings[this.next];
    if (this.begun === null && planned !== undefined && this.timer.now() >= this.nextAt) {
      this.begin(planned.what);
      this.next += 1;
      this.nextAt = this.timer.now() + planned.afterMs;
    }
    if (this.begun !== null) this.tell(this.begun);
  }

  private tell({ what, id, record: call, writtenAt }: Begun): void {
    const { life, disk, ended, amo } = this;
    if (life === null) return;
    if (what === 'byHand') {
      for (const task of amo.account.tasks)
        if (!task.is_completed) Object.assign(task, { is_completed: true, result: { text: BY_HAND } });
      ended.add(id);
      return;
    }
    const { crm, list, said, office } = life;
    if (what !== 'withdrawn' && !disk.done.has(id)) {
      if (said.has(id)) return;
      said.add(id);
      const leg = { number: call.number, via: null };
      if (what === 'promised') crm.notes?.call('101', { type: 'answered', id: `${id}-101`, at: 0 }, id, leg);
      crm.finished(call);
      list.listener.finished(call);
      office
        .table(disk.done)
        .put(id, '')
        .catch(() => undefined);
      return;
    }
    const about = what === 'promised' ? id : this.promisedCalls.at(-1);
    if (what === 'missed' || what === 'talked' || about === undefined) return void ended.add(id);
    const outcome_id = what === 'promised' ? 'call-back' : 'sold';
    const task = { task_text: 'Перезвонить', task_due_at: 2_000_000_000 };
    const params = { unique_id: `${about}-101`, outcome_id, written_at: writtenAt, ...task };
    crm.notes?.methods.setOutcome('101', params).then(
      () => ended.add(id),
      () => undefined,
    );
  }
}
