import type { AgentStatus } from '../../protocol/agentStatus';
import { ENDED_KEPT_MS } from '../../protocol/timing';
import type { Clock } from '../system/Clock';
import type { AgentCall } from './AgentCall';
import { nextAgentState, type AgentState, type AgentStateEvent } from './AgentState';
import { isBelieved, statusFor, toAgentStatus } from './toAgentStatus';
import type { CallEvent } from './CallEvent';
import { EndedCallTimers } from './EndedCallTimers';
import type { FindParty, Party } from './Party';
import type { Origin } from './Telephony';
import { DelayedRefusals } from './DelayedRefusals';
import { liveCalls } from './trackCalls';
import { WaitingPolls } from './WaitingPolls';

/** A status, and what it was made of. */
interface Snapshot {
  readonly state: AgentState;
  readonly isLinkUp: boolean;
  readonly status: AgentStatus;
}

/** Calls of all agents, and the polls that wait for them to change. In memory. */
export class AgentStates {
  private readonly states = new Map<string, AgentState>();
  private readonly ended: EndedCallTimers;
  private readonly polls: WaitingPolls<Snapshot>;
  private readonly refusals: DelayedRefusals;
  /**
   * Revision of agents without calls. It starts at the clock, so that it exceeds every revision before a restart;
   * backends of a cluster share it.
   */
  firstRevision: number;
  private isReleased = false;
  private isLinkUp = false;
  private onChange: ((extension: string, state: AgentState) => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly partyOf: FindParty,
  ) {
    this.firstRevision = clock.now();
    this.polls = new WaitingPolls(clock);
    this.refusals = new DelayedRefusals(clock);
    this.ended = new EndedCallTimers(clock, ENDED_KEPT_MS, (extension, id) =>
      this.change(extension, { type: 'forgotten', id }),
    );
  }

  /** Polls that are held now. */
  get waitingPolls(): number {
    return this.polls.count;
  }

  /** The agent's calls, those that have just ended too. */
  callsOf(extension: string): readonly AgentCall[] {
    return this.stateOf(extension).calls;
  }

  /** Is any agent in a call? */
  hasLiveCall(): boolean {
    for (const { calls } of this.states.values())
      if (calls.some(({ phase }) => phase !== 'ended')) return true;
    return false;
  }

  /** The event behind the agent's calls as they are; null: no event of the telephone system. */
  originOf(extension: string): Origin | null {
    return this.stateOf(extension).origin;
  }

  /** Takes an event of the telephone system; wakes the polls whose state it changed. */
  applyEvent(extension: string, event: CallEvent, origin: Origin | null = null): void {
    this.change(extension, event, origin);
  }

  /** It has turned out who has this number: the agent's calls and missed calls with it are shown so. */
  applyParty(extension: string, number: string, party: Party): void {
    this.change(extension, { type: 'identified', number, party });
  }

  /**
   * Ends all agents' live calls but these: the others ended while the telephone system could not be heard. One
   * that rang counts as missed, so that no client is forgotten.
   * @param at ms since 1970
   */
  endAllExcept(liveIds: ReadonlySet<string>, at: number): void {
    for (const [extension, { calls }] of this.states)
      for (const { id, phase } of liveCalls(calls)) {
        if (liveIds.has(id)) continue;
        const reason = phase === 'ringing' ? 'missed' : phase === 'dialing' ? 'failed' : 'hungUp';
        this.change(extension, { type: 'ended', id, reason, at });
      }
  }

  /** The connection to the telephone system is lost, or there again: all polls of widgets that show it are answered. */
  setLinkUp(isUp: boolean): void {
    if (this.isLinkUp === isUp) return;
    this.isLinkUp = isUp;
    if (this.isReleased) return;
    for (const extension of this.polls.extensions) this.wakePolls(extension);
  }

  /** The agent has looked at the missed calls with these ids. Ids that are not known are passed over. */
  clearMissed(extension: string, ids: readonly string[]): void {
    this.change(extension, { type: 'missedSeen', ids });
  }

  /**
   * The agent's status: at once when it is not what the asker believes, else once it changes, else the same
   * after the hold.
   * @param signal aborted when the asker is gone; the answer is then of no use to anybody
   */
  waitForChange(
    extension: string,
    believed: AgentStatus | null,
    holdMs: number,
    signal: AbortSignal,
  ): Promise<AgentStatus> {
    const status = this.statusOf(extension);
    if (!isBelieved(believed, status) || signal.aborted || this.isReleased)
      return Promise.resolve(statusFor(believed, status));
    return this.polls.wait(extension, believed, holdMs, signal).then((woken) => {
      // More may have changed since the poll was woken.
      const isCurrent = woken?.state === this.stateOf(extension) && woken.isLinkUp === this.isLinkUp;
      return statusFor(believed, isCurrent ? woken.status : this.statusOf(extension));
    });
  }

  /** Waits as a poll does when nothing changes, before the asker is refused. */
  readonly delayRefusal = async (signal: AbortSignal): Promise<void> => {
    if (!this.isReleased) await this.refusals.delay(signal);
  };

  /** All states of agents who have had a call. */
  get all(): ReadonlyMap<string, AgentState> {
    return this.states;
  }

  /** Shows the state that another backend has made; null: the agent has had no call. */
  replaceState(extension: string, state: AgentState | null): void {
    if (state === null) this.states.delete(extension);
    else this.states.set(extension, state);
    if (!this.isReleased) this.wakePolls(extension);
  }

  /** From now on this backend makes the states: it forgets ended calls in time, and tells each change. */
  startWriting(onChange: (extension: string, state: AgentState) => void): void {
    this.onChange = onChange;
    for (const [extension, { calls }] of this.states) this.ended.update(extension, calls);
  }

  /** From now on another backend makes the states. */
  stopWriting(): void {
    this.onChange = null;
    this.ended.close();
  }

  /** Answers all polls, now and from now on, and stops all timers: the backend stops. */
  release(): void {
    this.isReleased = true;
    this.polls.endAll();
    this.refusals.endAll();
    this.ended.close();
  }

  private change(extension: string, event: AgentStateEvent, origin: Origin | null = null): void {
    const before = this.stateOf(extension);
    const after = nextAgentState(before, event, this.partyOf, this.clock.now(), origin);
    if (after === before) return;
    this.states.set(extension, after);
    this.onChange?.(extension, after);
    if (this.isReleased) return;
    this.ended.update(extension, after.calls);
    this.wakePolls(extension);
  }

  /** One status for all polls of the agent, and none where no poll is held. */
  private wakePolls(extension: string): void {
    this.polls.wake(extension, () => ({
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
    return toAgentStatus(this.stateOf(extension), this.isLinkUp, this.clock.now());
  }
}
