import { phoneKey } from '../../protocol/isSamePhone';
import type { AgentStates } from './AgentStates';
import type { CallEvent } from './CallEvent';
import { isHandedOn, wentTo, type Taker } from './wentTo';

/**
 * Puts to agents' ended calls where their other ends have gone: as other agents' calls show it, else the number outside that an
 * agent has transferred to. Sends nothing and owns no timer.
 */
export class HandedCalls {
  constructor(
    private readonly states: Pick<AgentStates, 'all' | 'applyWentTo'>,
    /** Name of the agent with this extension; null: there is none. */
    private readonly nameOf: (extension: string) => string | null,
  ) {}

  /** Handles an event that `AgentStates` has already applied. */
  onCallEvent(extension: string, event: CallEvent): void {
    const { type, id } = event;
    if (type !== 'began' && type !== 'connected' && type !== 'answered' && type !== 'ended') return;
    const { all } = this.states;
    const key = phoneKey(all.get(extension)?.calls.find((call) => call.id === id)?.party.number ?? '');
    for (const [other, { calls }] of all)
      for (const call of calls) {
        if (!isHandedOn(call)) continue;
        // Who has answered a call stays the one who has.
        const isOpen = call.reason === 'transferred' || call.wentTo === undefined;
        if (other !== extension && (!isOpen || phoneKey(call.party.number) !== key)) continue;
        const isItself = other === extension && call.id === id;
        const taker = wentTo(all, other, call) ?? (isItself ? this.outsideOf(event) : null);
        if (taker === null) continue;
        const { number, isRefused } = taker;
        const name = taker.name ?? this.nameOf(number) ?? number;
        this.states.applyWentTo(other, call.id, { name, isRefused });
      }
  }

  /** Whom outside the agent has transferred the other end to by this end; whether a colleague takes it is seen of the colleague's call. */
  private outsideOf(event: CallEvent): Taker | null {
    const number = event.type === 'ended' ? (event.transfer?.number ?? '') : '';
    return number === '' || this.nameOf(number) !== null ? null : { number, name: null, isRefused: false };
  }
}
