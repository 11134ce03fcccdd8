import { AgentStates } from '../../../../../../server/calls/AgentStates';
import { wireCall } from '../../../../../../server/calls/wireCall';
import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import { screenEntry } from '../../../../../flows/screenEntry';
import { EventClock } from './EventClock';
import { momentsOf } from './replayed';
import { Watch, type WatchOptions } from './Watch';

/** After the last event nothing is waited for any more, ms. */
const END_MS = 60_000;

/** What a backend knows that has heard these events. */
export interface Heard {
  readonly watch: Watch;
  /** The agent's calls that are not over, as random flows write them. */
  readonly screen: (extension: string) => readonly string[];
  /** Numbers that the agent has missed. */
  readonly missed: (extension: string) => readonly string[];
}

/** What a backend comes to that hears these events at their times. @param until ms since 1970, by Asterisk's clock; absent: to the end */
export function heardUntil(
  messages: readonly AmiMessage[],
  options: Omit<WatchOptions, 'clock' | 'listener'>,
  until?: number,
): Heard {
  const [clock, moments] = [new EventClock(), momentsOf(messages)];
  const none = { name: null, contactId: null, company: null, responsible: null, matches: [] };
  const states = new AgentStates(clock, (number) => ({ number, ...none }));
  const listener: WatchOptions['listener'] = {
    call: (extension, event) => states.applyEvent(extension, event),
    resynced: (live, at) => states.endAllExcept(live, at),
  };
  clock.goTo(moments[0] ?? 0);
  const watch = new Watch({ ...options, clock, listener });
  watch.resync([]);
  messages.forEach((message, index) => {
    const at = moments[index] ?? 0;
    if (at > (until ?? Infinity)) return;
    clock.goTo(at);
    watch.tracker.handleEvent(message);
  });
  clock.goTo(until ?? clock.now() + END_MS);
  states.release();
  return {
    watch,
    screen: (extension) =>
      states
        .callsOf(extension)
        .filter(({ phase }) => phase !== 'ended')
        .map((call) => screenEntry(wireCall(call, new Set())))
        .sort(),
    missed: (extension) => (states.all.get(extension)?.missed ?? []).map(({ party }) => party.number),
  };
}
