import { withFactChanged } from '../../../calls/journal/changeJournal';
import type { Journal } from '../../../calls/journal/Journal';
import type { AgentEvent } from './AgentEvent';
import type { TrackedCall } from './TrackedCall';

/**
 * The journal with the rings of the agents' calls that end by these events. A phone's ring is over before its agent's call
 * is: another phone of the agent may ring on, and Asterisk says that a dial has ended before it says that the channel has.
 * @param calls the agents' calls after the events
 */
export function withReportedEnds(
  journal: Journal,
  calls: readonly TrackedCall[],
  events: readonly AgentEvent[],
): Journal {
  let now = journal;
  for (const { event } of events) {
    if (event.type !== 'ended') continue;
    const legs = calls.find(({ id }) => id === event.id)?.legs ?? [];
    for (const fact of now.facts)
      if (fact.type === 'rang' && fact.isReported !== true && legs.includes(fact.who))
        now = withFactChanged(now, fact, { ...fact, isReported: true });
  }
  return now;
}
