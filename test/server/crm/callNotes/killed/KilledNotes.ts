import { QUIET_MS } from '../../../../../server/crm/callNotes/CallNote';
import { readNote } from '../../../../../server/crm/callNotes/callNoteSchema';
import { dueAt } from '../../../../../server/crm/callNotes/changeNote';
import { until } from '../../../../asterisk/support/until';
import { PATIENCE_MS } from '../../../../support/patience';
import type { Said } from '../expectOnce';
import { AgentPages } from './AgentPages';
import type { NoteKill, NotePlan, NoteStep } from './NotePlan';
import type { NoteWorld } from './NoteWorld';

/**
 * While nothing happens for so long all waits for a time, ms, and the clock is set ahead. Where that is too soon, requests are cut; so
 * it is longer each time, and a busy machine gets there as well.
 */
const IDLE_MS = 200;
const LONGER_EACH_TIME = 1.2;

/** Each look asks the backend and reads its store, ms. */
const LOOK_EVERY_MS = 25;

/** What the clock is set ahead by then, ms. */
const AHEAD_MS = [30_000, 60_000, 120_000, 600_000];

/** In which an entry waits no longer for an outcome, and a note no longer for more words, ms. */
const DELIVERY_MS = 60_000;

/** More often than this nothing waits for a time. */
const MOST_ROUNDS = 20;

/** One client's call, of which agents write while the backend's process is killed again and again; all of it as a plan says. */
export class KilledNotes {
  private readonly pages: AgentPages;
  private holder: '101' | '102' = '101';
  private isOver = false;
  private lastError = '';

  constructor(
    private readonly plan: NotePlan,
    private readonly world: NoteWorld,
  ) {
    const { backend, clock, leadId } = world;
    this.pages = new AgentPages({ backend, now: clock.now, isDoubling: plan.isDoubling, leadId });
  }

  /** Plays the whole plan; then all that is to be in amoCRM is there, or it fails. */
  async play(): Promise<void> {
    let backAt = 0;
    for (const [index, step] of this.plan.steps.entries()) {
      if (index >= backAt || this.mustBeBack(step)) await this.world.revive();
      const kill = this.plan.kills.find((one) => one.step === index);
      if (kill === undefined) await this.take(step);
      else {
        await this.killIn(kill, () => this.take(step));
        backAt = index + 1 + kill.isAwayFor;
      }
      // The screen of the agent who hands a client over shows that it was not done.
      if (step.do !== 'handOver' || this.world.asterisk.isHandedOver) continue;
      await this.world.revive();
      await this.take(step);
    }
    await this.world.revive();
    await this.deliver();
  }

  /** What amoCRM is to have of the call. */
  get said(): Said {
    const { typed, choice } = this.pages;
    return { id: this.world.asterisk.callId, typed, choice };
  }

  /** Does it, and kills the process after so many events, or when it is done. */
  private async killIn({ after, lostMs }: NoteKill, act: () => Promise<void>): Promise<void> {
    const events = (): number => this.world.events + this.pages.kept;
    const at = events() + after;
    let isDone = false;
    const acting = act().finally(() => (isDone = true));
    acting.catch(() => undefined);
    await until('the moment to die', () => isDone || events() >= at, PATIENCE_MS, 2);
    await this.world.kill(lostMs);
    await acting;
  }

  /** Does it; ends once it has its effect, or the backend is dead. */
  private async take(step: NoteStep): Promise<void> {
    const { pages } = this;
    const { asterisk, backend, clock } = this.world;
    switch (step.do) {
      case 'ring':
        asterisk.ring();
        return this.until('the call is stored', () => backend.openCalls() > 0);
      case 'answer':
        this.holder = step.who;
        asterisk.answer(step.who);
        return this.untilOffered(step.who);
      case 'type':
        await this.untilOffered(step.who);
        pages.type(step.who, step.computer);
        return this.until('what was typed is kept', () => pages.areSaved);
      case 'choose':
        await this.untilOffered(step.who);
        pages.choose(step.who, step);
        return this.until('what was chosen is kept', () => pages.areSaved);
      case 'reload':
        pages.reload();
        return;
      case 'handOver':
        return this.until('the client is handed over', async () => {
          if (!asterisk.isHandedOver) await pages.redirect('101', '102');
          return asterisk.isHandedOver;
        });
      case 'hangUp':
        await this.until('the talk is stored', () => this.isTalkStored());
        this.isOver = true;
        asterisk.hangUp();
        return this.until('the call is over', () => backend.openCalls() === 0);
      case 'deliver':
        clock.goOn(DELIVERY_MS);
        return this.untilIdle(IDLE_MS);
    }
  }

  /** Of a talk that no backend had time to store nothing can be known; and an agent hands over on the screen. */
  private mustBeBack(step: NoteStep): boolean {
    return step.do === 'handOver' || (step.do === 'hangUp' && !this.isTalkStored());
  }

  private isTalkStored(): boolean {
    return this.world.backend.openCalls('"talked"') > 0;
  }

  /** Who has the client is offered the note. Who has left, or had no backend while they talked, may never be. */
  private untilOffered(who: '101' | '102'): Promise<void> {
    return this.until(`${who} is offered a note`, async () => {
      const isOffered = await this.pages.isOffered(who);
      return isOffered || (this.isOver ? this.world.backend.openCalls() === 0 : who !== this.holder);
    });
  }

  /** All waits for a time again and again, until nothing is left. */
  private async deliver(): Promise<void> {
    const { backend, clock } = this.world;
    const { account } = this.world.amo;
    await this.until('what was typed and chosen is kept', () => this.pages.areSaved);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.untilIdle(IDLE_MS * LONGER_EACH_TIME ** round);
      const unsorted = [...account.unsorted];
      if (unsorted.length === 0 && (await this.isDelivered())) return;
      for (const { source_uid } of unsorted) account.accept(source_uid);
      clock.goOn(AHEAD_MS[Math.min(round, AHEAD_MS.length - 1)] ?? 0);
    }
    throw new Error(`never in amoCRM: ${[...backend.openNotes(), this.lastError].join('\n')}`);
  }

  private async isDelivered(): Promise<boolean> {
    const { pages } = this;
    const { backend, clock } = this.world;
    const isQuiet = backend.openNotes().every((text) => {
      const note = readNote(text)?.note;
      return note?.phase === 'logged' && dueAt(note) > clock.now() + QUIET_MS;
    });
    return pages.areSaved && isQuiet && backend.openCalls() === 0 && (await backend.outbox()) === 0;
  }

  /** Until all is delivered, or nothing happens any more. */
  private untilIdle(idleMs: number): Promise<void> {
    let [seen, since] = [this.world.events, performance.now()];
    return this.until('all is in amoCRM', async () => {
      if (await this.isDelivered()) return true;
      if (this.world.events !== seen) [seen, since] = [this.world.events, performance.now()];
      return performance.now() > since + idleMs;
    });
  }

  /** Until it is so, or the backend is dead; widgets send meanwhile. */
  private until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const { pages } = this;
    const { backend } = this.world;
    this.lastError = '';
    return until(
      () => `${what}; ${this.lastError}`,
      async () => {
        if (backend.isDead) return true;
        pages.send();
        try {
          return await isSo();
        } catch (error) {
          // It may be dying, or not ready yet.
          this.lastError = String(error);
          return false;
        }
      },
      PATIENCE_MS,
      LOOK_EVERY_MS,
    ).then(() => undefined);
  }
}
