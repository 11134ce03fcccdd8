import { AgentStates } from '../../../../../../server/calls/AgentStates';
import type { RingResult } from '../../../../../../server/calls/journal/Journal';
import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import { FakeTimer } from '../../../../../support/FakeTimer';
import { replayed, type Absence } from './replayed';
import type { Watch, WatchOptions } from './Watch';

/** What a backend comes to after an absence, and each agent's missed calls by then, such as `101: +79161234567 twice`. */
export interface AfterAbsence {
  readonly watch: Watch;
  readonly missed: readonly string[];
}

/** Replays the events through the agents' states, too. After a restart these have the missed calls alone. */
export function missedAfter(
  messages: readonly AmiMessage[],
  options: Omit<WatchOptions, 'clock' | 'listener'>,
  absence?: Absence,
): AfterAbsence {
  let states = newStates();
  const restarted = (): void => {
    const before = states;
    states = newStates();
    for (const [extension, { missed }] of before.all) states.restoreMissed(extension, missed);
    before.release();
  };
  const listener: WatchOptions['listener'] = {
    call: (extension, event) => states.applyEvent(extension, event),
    resynced: (live, at) => states.endAllExcept(live, at),
  };
  const watch = replayed(messages, { ...options, listener }, absence, restarted);
  const missed = [...states.all].flatMap(([extension, state]) =>
    state.missed.map(
      ({ party, count }) => `${extension}: ${party.number}${count > 1 ? ` ${count} times` : ''}`,
    ),
  );
  states.release();
  return { watch, missed: missed.sort() };
}

/** Calls that amoCRM has as missed by an agent in whose list they are not. */
export function lackingIn({ watch, missed }: AfterAbsence): readonly string[] {
  return watch.records.flatMap(({ id, direction, outcome, extension, number }) => {
    if (direction !== 'inbound' || outcome !== 'missed' || extension === null) return [];
    if (missed.some((one) => one.startsWith(`${extension}: ${number}`))) return [];
    // Who has refused the call has not missed it, nor has who has answered and was not heard talking.
    const results = resultsOf(watch, extension, id);
    return results.some((result) => TAKEN.has(result))
      ? []
      : [`${number} is missed by ${extension}, whose list has [${missed.join()}]`];
  });
}

/** How the rings of an agent ended. @param id key of the whole call; absent: of all */
export function resultsOf(
  { journals }: Watch,
  extension: string,
  id?: string,
): readonly (RingResult | null)[] {
  return journals
    .filter((journal) => id === undefined || journal.id === id)
    .flatMap(({ facts, participants }) =>
      facts.flatMap((fact) =>
        fact.type === 'rang' && participants.find((one) => one.id === fact.who)?.extension === extension
          ? [fact.result]
          : [],
      ),
    );
}

/** Was a client handed over to this agent's phone while it rang? */
export function wasHandedOverTo({ journals }: Watch, extension: string): boolean {
  return journals.some(({ facts, participants }) =>
    facts.some(
      (fact) =>
        fact.type === 'rang' &&
        fact.isHandedOver === true &&
        participants.find(({ id }) => id === fact.who)?.extension === extension,
    ),
  );
}

const TAKEN: ReadonlySet<RingResult | null> = new Set([
  'busy',
  'rejected',
  'answered',
  'answeredElsewhere',
] as const);

function newStates(): AgentStates {
  const none = { name: null, contactId: null, company: null, responsible: null, matches: [] };
  return new AgentStates(new FakeTimer(), (number) => ({ number, ...none }));
}
