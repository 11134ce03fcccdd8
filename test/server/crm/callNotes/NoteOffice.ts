import type { CallRecord } from '../../../../server/calls/CallRecord';
import type { Crm } from '../../../../server/crm/Crm';
import { QUIET_MS } from '../../../../server/crm/callNotes/CallNote';
import { readNote } from '../../../../server/crm/callNotes/callNoteSchema';
import { dueAt } from '../../../../server/crm/callNotes/changeNote';
import { OUTCOME } from './expectOnce';
import { NotePages } from './NotePages';
import { FakeTimer } from '../../../support/FakeTimer';
import { amoRights } from '../../support/amo/amoRights';
import { FakeAmo, type Failure } from '../../support/amo/FakeAmo';
import { eventually } from '../../support/eventually';
import { MortalOffice, type Disk } from '../../support/amo/MortalOffice';
import { buildCrm, KNOWN, pass, record, UNKNOWN } from '../../support/amo/startCrm';

/** What one call's agents do, and when, s after its begin. The call takes 60 s. */
export interface Talk {
  readonly isKnown: boolean;
  /** 102 takes the call over. */
  readonly isHandedOver: boolean;
  /** Words that are typed, by 101 on either of two computers. */
  readonly texts: readonly {
    readonly at: number;
    readonly who: '101' | '102';
    readonly computer: 'a' | 'b';
  }[];
  /** When pages are loaded again. */
  readonly reloads: readonly number[];
  /** Each request comes twice. */
  readonly isDoubling: boolean;
  readonly choice: { readonly at: number; readonly hasLead: boolean; readonly hasTask: boolean } | null;
}

export interface Case {
  /** The known client's one open deal is linked to their card, so amoCRM puts entries there by itself. */
  readonly hasDeal: boolean;
  readonly talks: readonly Talk[];
  /** Steps after which each process dies. */
  readonly lives: readonly number[];
  readonly failures: readonly Failure[];
}

const LEAD = 80;
export const SECRETS = ['a-secret-of-the-integration'];
const settings = {
  calls: { outcomes: { waitSeconds: 60, list: [{ id: 'sold', text: OUTCOME, callStatus: 4 }] } },
};
const client = { name: 'Иван Петров', responsibleId: 1, phones: [KNOWN], companyId: null };
const lead = { name: 'Окна', price: 1, responsibleId: 1, statusId: 20, pipelineId: 5, changedAt: 1 };

const linkedCards = [
  { kind: 'contacts', id: 71, by: 'phone:', text: JSON.stringify(client) },
  { kind: 'leads', id: LEAD, by: 'contacts:71', text: JSON.stringify(lead) },
];
const isLinked = (link: string, by: string): boolean => (by === 'phone:' ? link.startsWith(by) : link === by);

/** A command of a widget, which sends it again until it hears that it was carried out. */
interface Command {
  readonly at: number;
  readonly run: (crm: Crm) => Promise<void>;
  isDone: boolean;
}

/** Agents who write about calls while processes die; each process has the same disk and amoCRM. */
export class NoteOffice {
  readonly timer = new FakeTimer();
  readonly amo = new FakeAmo(this.timer);
  readonly disk: Disk = { outbox: new Map(), notes: new Map() };
  readonly records: CallRecord[];
  private readonly began = this.timer.now();
  private readonly commands: Command[];
  private readonly pages = new NotePages(() => this.timer.now());

  constructor(private readonly played: Case) {
    const { account } = this.amo;
    for (const user of account.users) user.rights = amoRights({ leads: 'A', contacts: 'A' });
    account.contact('Иван Петров', KNOWN, played.hasDeal ? { leadIds: [LEAD] } : {});
    account.leads.push({ id: LEAD, responsible_user_id: 1, status_id: 20, pipeline_id: 5, updated_at: 1 });
    this.records = played.talks.map(({ isKnown, isHandedOver }) => ({
      ...record(this.timer, { number: isKnown ? KNOWN : UNKNOWN }),
      startedAt: this.began,
      answeredAt: this.began + 5_000,
      endedAt: this.began + 60_000,
      extension: isHandedOver ? '102' : '101',
    }));
    this.commands = played.talks.flatMap((talk, index) => this.commandsOf(talk, index));
  }

  /** One process after the other; the last one lives until all is done. */
  async play(): Promise<void> {
    // Between two a while: a new process counts its requests from zero.
    for (const life of [...this.played.lives, Number.POSITIVE_INFINITY])
      await this.live(life).then(() => pass(this.timer, 2_000));
  }

  private async live(life: number): Promise<void> {
    const { timer, amo, disk } = this;
    const office = new MortalOffice(disk, amo, life);
    const indexStore = {
      get: () => Promise.resolve([{ id: LEAD, text: JSON.stringify(lead) }]),
      linked: (kind: string, [link = '']: readonly string[]) =>
        Promise.resolve(linkedCards.filter((card) => card.kind === kind && isLinked(link, card.by))),
      notes: () => Promise.resolve(new Map()),
      save: () => Promise.resolve(),
    };
    const { crm } = buildCrm(settings, {
      ...{ timer, amo, outboxStore: office.outbox, noteStore: office.notes, fetch: office.fetch },
      ...{ provenAccountId: 1, markSecrets: SECRETS, indexStore },
    });
    crm.watchRights(() => undefined);
    await crm.start();
    const reported = new Set<string>();
    const isLast = life === Number.POSITIVE_INFINITY;
    const until = this.timer.now() + (isLast ? 3_600_000 : 90_000);
    for (let isOver = false; timer.now() < until && !isOver; isOver = isLast && this.isOver(crm)) {
      this.report(crm, reported);
      this.send(crm);
      if (this.seconds > 400)
        for (const { source_uid } of [...amo.account.unsorted]) amo.account.accept(source_uid);
      await this.pass(isLast);
      if (!office.isDead) continue;
      this.pages.cut();
      return;
    }
    await this.close(crm, office);
  }

  /** Time passes while it closes, since what is under way ends by its time limit; a process may die of it, too. */
  private async close(crm: Crm, office: MortalOffice): Promise<void> {
    const end = { isOver: false };
    const closing = crm.close().finally(() => (end.isOver = true));
    closing.catch(() => undefined);
    await eventually('the end of the process', async () => {
      await pass(this.timer, 500);
      return end.isOver || office.isDead;
    });
    if (end.isOver) await closing;
  }

  private pass(isLast: boolean): Promise<void> {
    return pass(this.timer, isLast && this.seconds > 500 ? 20_000 : 5_000, 2_500);
  }

  /** What was typed on all computers of the agent, of the call with this place in the case. */
  typed(index: number, who: '101' | '102'): readonly string[] {
    return this.pages.typed(this.records[index]!.id, who);
  }

  /** Widgets send what they have not heard of. */
  private send(crm: Crm): void {
    this.pages.send(crm);
    for (const command of this.commands)
      if (!command.isDone && command.at <= this.timer.now())
        command.run(crm).then(
          () => {
            command.isDone = true;
          },
          () => undefined,
        );
  }

  private get seconds(): number {
    return (this.timer.now() - this.began) / 1_000;
  }

  private isOver(crm: Crm): boolean {
    // What has changed while an earlier revision was on its way is looked at again.
    const soon = this.timer.now() + QUIET_MS;
    const isQuiet = [...this.disk.notes.values()].every((text) => {
      const note = readNote(text)?.note;
      return note?.phase === 'logged' && dueAt(note) > soon;
    });
    return (
      this.seconds > 500 &&
      this.commands.every(({ isDone }) => isDone) &&
      this.pages.areSaved &&
      isQuiet &&
      crm.figures.outbox() === 0
    );
  }

  /** What the telephone system says, which a new process hears again. */
  private report(crm: Crm, reported: Set<string>): void {
    const once = (what: string, from: number, say: () => void): void => {
      if (this.seconds < from || reported.has(what)) return;
      reported.add(what);
      say();
    };
    this.records.forEach((call, index) => {
      const legs = this.played.talks[index]?.isHandedOver === true ? ['101', '102'] : ['101'];
      legs.forEach((extension, leg) =>
        once(`${call.id} ${extension}`, leg * 30 + 5, () =>
          crm.notes?.call(extension, { type: 'answered', id: `${call.id}-${extension}`, at: 0 }, call.id, {
            number: call.number,
            via: null,
          }),
        ),
      );
      const left = { type: 'ended', id: `${call.id}-101`, reason: 'transferred', at: 0 } as const;
      if (legs.length > 1)
        once(`${call.id} left`, 36, () =>
          crm.notes?.call('101', left, call.id, { number: call.number, via: null }),
        );
      once(call.id, 60, () => crm.finished(call));
    });
  }

  private commandsOf(
    { texts, reloads, choice, isHandedOver, isDoubling, isKnown }: Talk,
    index: number,
  ): Command[] {
    const { id } = this.records[index]!;
    const at = (second: number): { at: number; written_at: number } => {
      const ms = this.began + second * 1_000;
      return { at: ms, written_at: ms / 1_000 };
    };
    const done = (second: number, act: () => void): Command => ({
      at: at(second).at,
      isDone: false,
      run: () => {
        act();
        return Promise.resolve();
      },
    });
    const ofPages = texts.map(({ at: second, who: wanted, computer }, word) => {
      const who = isHandedOver && second > 35 ? wanted : '101';
      return done(second, () => this.pages.of(id, who, computer, isDoubling).type(`слово-${index}-${word}-`));
    });
    const ofReloads = reloads.map((second) => done(second, () => this.pages.reload()));
    const notes = [...ofPages, ...ofReloads];
    if (choice === null) return notes;
    const params = {
      unique_id: `${id}-101`,
      outcome_id: 'sold',
      ...(choice.hasLead && isKnown && choice.at < 60 && { lead_id: String(LEAD) }),
      ...(choice.hasTask && { task_text: 'Прислать смету', task_due_at: this.began / 1_000 + 86_400 }),
      written_at: at(choice.at).written_at,
    };
    const run = (crm: Crm): Promise<void> =>
      crm.notes!.methods.setOutcome('101', params).catch((error: unknown) => {
        // The entry went before the choice arrived: its deal is amoCRM's.
        if (String(error).includes('WrongPhase') && 'lead_id' in params) delete params.lead_id;
        throw error;
      });
    const twice = async (crm: Crm): Promise<void> => {
      const [first, second] = await Promise.allSettled([run(crm), ...(isDoubling ? [run(crm)] : [])]);
      if (first.status === 'rejected' && second?.status !== 'fulfilled') throw first.reason;
    };
    return [...notes, { at: at(choice.at).at, isDone: false, run: twice }];
  }
}
