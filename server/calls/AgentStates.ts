import type { AgentStatus } from '../../protocol/agentStatus';
import type { WireNoteState } from '../../protocol/callNote';
import type { CallerCard } from '../../protocol/callerCard';
import { ENDED_KEPT_MS } from '../../protocol/timing';
import type { Clock } from '../system/Clock';
import type { AgentCall, WentTo } from './AgentCall';
import { nextAgentState, type AgentState, type AgentStateEvent } from './AgentState';
import { isUpToDate, statusFor, toAgentStatus, withWanted, type WantedOfStatus } from './toAgentStatus';
import type { CallEvent } from './CallEvent';
import { EndedCallTimers } from './EndedCallTimers';
import { shownAtFirst, type FindParty, type Party, type ShownParty } from './Party';
import type { Origin } from './Telephony';
import { DelayedRefusals } from './DelayedRefusals';
import { liveCalls } from './trackCalls';
import type { MissedCall } from './trackMissed';
import { WaitingPolls } from './WaitingPolls';

/** A status, and the state and link that it was built from. */
interface BuiltStatus {
  readonly state: AgentState;
  readonly isLinkUp: boolean;
  readonly status: AgentStatus;
}

/** The `AgentState` of every agent, in memory, and the polls that wait for one to change. */
export class AgentStates {
  private readonly states = new Map<string, AgentState>();
  private readonly endedTimers: EndedCallTimers;
  private readonly polls: WaitingPolls<BuiltStatus>;
  private readonly refusals: DelayedRefusals;
  /**
   * Revision of agents without calls. It starts at the clock, so that it exceeds every revision before a restart;
   * backends of a cluster share it.
   */
  firstRevision: number;
  private isStopping = false;
  private isLinkUp = false;
  /** Revision of the company's list of missed calls; undefined: none is kept. */
  private missedClients: number | undefined;
  private onChange: ((extension: string, state: AgentState) => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly partyOf: FindParty,
    /** All that is put into an agent's state goes through it. */
    private readonly shown: ShownParty = (_extension, party) => party,
  ) {
    this.firstRevision = clock.now();
    this.polls = new WaitingPolls(clock);
    this.refusals = new DelayedRefusals(clock);
    this.endedTimers = new EndedCallTimers(clock, ENDED_KEPT_MS, (extension, id) =>
      this.change(extension, { type: 'forgotten', id }),
    );
  }

  /** Number of polls that wait now. */
  get waitingPolls(): number {
    return this.polls.count;
  }

  /** The agent's calls, including those that ended in the last `ENDED_KEPT_MS`. */
  callsOf(extension: string): readonly AgentCall[] {
    return this.stateOf(extension).calls;
  }

  /** Is any agent in a call? */
  hasLiveCall(): boolean {
    for (const { calls } of this.states.values())
      if (calls.some(({ phase }) => phase !== 'ended')) return true;
    return false;
  }

  /** Origin of the event that made the agent's last change; null: the change was no event of the telephone system. */
  originOf(extension: string): Origin | null {
    return this.stateOf(extension).origin;
  }

  /** Applies an event of the telephone system, and answers the agent's polls when it changes the state. */
  applyEvent(extension: string, event: CallEvent, origin: Origin | null = null): void {
    this.change(extension, event, origin);
  }

  /** Puts the party that was found for `number` into the agent's calls and missed calls with that number. */
  applyParty(extension: string, number: string, party: Party): void {
    this.change(extension, { type: 'identified', number, party: this.shown(extension, party) });
  }

  /** Puts the card to a live call of the agent; null: takes it away. */
  applyCard(extension: string, id: string, card: CallerCard | null): void {
    this.change(extension, { type: 'cardRead', id, card });
  }

  /** Puts the state of its note to a call of the agent, live or not. */
  applyNote(extension: string, id: string, note: WireNoteState): void {
    this.change(extension, { type: 'noteChanged', id, note });
  }

  /** Puts to an ended call of the agent where its other end has gone. */
  applyWentTo(extension: string, id: string, wentTo: WentTo): void {
    this.change(extension, { type: 'went', id, wentTo });
  }

  /** Decides again what each agent may see of the parties. Only where states are changed: of several backends by the leader. */
  showAgain(): void {
    for (const extension of this.states.keys())
      this.change(extension, { type: 'shownAgain', shown: (party) => this.shown(extension, party) });
  }

  /**
   * Ends all agents' live calls except these: the others ended while the telephone system was disconnected. A call
   * that was ringing counts as missed, so that the agent calls the client back.
   * @param at time at which they end, ms since 1970
   */
  endAllExcept(liveIds: ReadonlySet<string>, at: number): void {
    for (const [extension, { calls }] of this.states)
      for (const { id, phase } of liveCalls(calls)) {
        if (liveIds.has(id)) continue;
        const reason = phase === 'ringing' ? 'missed' : phase === 'dialing' ? 'failed' : 'hungUp';
        this.change(extension, { type: 'ended', id, reason, at });
      }
  }

  /** Sets whether the telephone system is connected. A change answers the polls of widgets that show it. */
  setLinkUp(isUp: boolean): void {
    if (this.isLinkUp === isUp) return;
    this.isLinkUp = isUp;
    if (this.isStopping) return;
    for (const extension of this.polls.extensions) this.answerPolls(extension);
  }

  /** The company's list of missed calls has changed: that answers the polls of widgets that show it. */
  setMissedClients(revision: number): void {
    this.missedClients = revision;
    if (this.isStopping) return;
    for (const extension of this.polls.extensions) this.answerPolls(extension);
  }

  /** Removes the missed calls with these ids, which the agent has seen. Unknown ids are ignored. */
  clearMissed(extension: string, ids: readonly string[]): void {
    this.change(extension, { type: 'missedSeen', ids });
  }

  /** Adds missed calls that were stored before this backend began. */
  restoreMissed(extension: string, missed: readonly MissedCall[]): void {
    const shown = missed.map((one) => ({ ...one, party: this.shown(extension, one.party) }));
    this.change(extension, { type: 'missedRestored', missed: shown });
  }

  /**
   * Answers a poll with the agent's status: at once when the widget's status is outdated, else when the status
   * changes, else unchanged after `holdMs`.
   * @param known the status that the widget has; null: none
   * @param signal aborted when the widget disconnects: the poll resolves at once, since its answer can't be sent
   * @param wanted what the answer has beside the status of 1.0.0
   */
  waitForChange(
    extension: string,
    known: AgentStatus | null,
    holdMs: number,
    signal: AbortSignal,
    wanted: WantedOfStatus = {},
  ): Promise<AgentStatus> {
    const answered = (status: AgentStatus): AgentStatus => {
      const fit = statusFor(known, status);
      return withWanted(fit, wanted, this.stateOf(extension).calls);
    };
    const status = this.statusOf(extension);
    if (!isUpToDate(known, status, wanted) || signal.aborted || this.isStopping)
      return Promise.resolve(answered(status));
    return this.polls.wait(extension, known, holdMs, signal).then((answer) => {
      // The state may have changed again between `answerPolls` and this continuation.
      const isCurrent = answer?.state === this.stateOf(extension) && answer.isLinkUp === this.isLinkUp;
      return answered(isCurrent ? answer.status : this.statusOf(extension));
    });
  }

  /**
   * Waits as long as an unchanged poll does before a poll is refused, so that the widget does not retry at once.
   * @param network of the sender's address
   */
  readonly delayRefusal = async (signal: AbortSignal, network: string): Promise<void> => {
    if (!this.isStopping) await this.refusals.delay(signal, network);
  };

  /** States of the agents who have had a call, by extension. */
  get all(): ReadonlyMap<string, AgentState> {
    return this.states;
  }

  /** Replaces the agent's state by the leading backend's; null: the agent has had no call. */
  replaceState(extension: string, state: AgentState | null): void {
    if (state === null) this.states.delete(extension);
    else this.states.set(extension, state);
    if (!this.isStopping) this.answerPolls(extension);
  }

  /** This backend leads from now on: it removes ended calls after their time and passes each change to `onChange`. */
  startWriting(onChange: (extension: string, state: AgentState) => void): void {
    this.onChange = onChange;
    for (const [extension, { calls }] of this.states) this.endedTimers.update(extension, calls);
    // Another backend has decided it, with an older list of users perhaps.
    this.showAgain();
  }

  /** Another backend leads from now on: states come through `replaceState`. */
  stopWriting(): void {
    this.onChange = null;
    this.endedTimers.close();
  }

  /** Answers all polls, those that come later too, and stops all timers: the backend is stopping. */
  release(): void {
    this.isStopping = true;
    this.polls.endAll();
    this.refusals.endAll();
    this.endedTimers.close();
  }

  private change(extension: string, event: AgentStateEvent, origin: Origin | null = null): void {
    const before = this.stateOf(extension);
    const partyOf: FindParty = (...of) => shownAtFirst(this.shown(extension, this.partyOf(...of)));
    const after = nextAgentState(before, event, partyOf, this.clock.now(), origin);
    if (after === before) return;
    this.states.set(extension, after);
    this.onChange?.(extension, after);
    if (this.isStopping) return;
    this.endedTimers.update(extension, after.calls);
    this.answerPolls(extension);
  }

  /** Answers the agent's polls. The status is built once for all of them, and not at all when none waits. */
  private answerPolls(extension: string): void {
    this.polls.answer(extension, () => ({
      state: this.stateOf(extension),
      isLinkUp: this.isLinkUp,
      status: this.statusOf(extension),
    }));
  }

  private stateOf(extension: string): AgentState {
    return (
      this.states.get(extension) ?? { calls: [], missed: [], revision: this.firstRevision, origin: null }
    );
  }

  private statusOf(extension: string): AgentStatus {
    const { isLinkUp, missedClients } = this;
    return toAgentStatus(this.stateOf(extension), { isLinkUp, missedClients }, this.clock.now());
  }
}
