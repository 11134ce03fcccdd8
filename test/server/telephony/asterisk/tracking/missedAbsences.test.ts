import { flowNumbering } from './support/flowNumbering';
import { lackingIn, missedAfter, resultsOf, wasHandedOverTo } from './support/missedLists';
import { recorded, scenarios, type Version } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';

/** `npm run test.long` tries each event, `npm test` one of so many. */
const STRIDE = 'IS_LONG' in globalThis ? 1 : 12;
/** Events whose changes of the open calls were not on the disk yet: agents' lists are written before. */
const UNSTORED = [0, 1, 3];
/** Events that are not heard. */
const LENGTHS = [1, 3, 10, 1_000];

const cases = (['22', '16', 'office', 'reported', 'flows'] as const).flatMap((version) =>
  scenarios(version).map((scenario, index) => [scenario, version, index] as const),
);

const NUMBERINGS = { reported: { numbering: reportedNumbering }, flows: { numbering: flowNumbering } };
const optionsOf = (version: Version) =>
  version === 'reported' || version === 'flows' ? NUMBERINGS[version] : {};

const hasRefused = (results: ReturnType<typeof resultsOf>): boolean =>
  results.includes('busy') || results.includes('rejected');

test.each(cases)(
  '%s on Asterisk %s: killed at any event, the agents have missed the same',
  (scenario, version, first) => {
    const messages = recorded(version, scenario);
    const options = optionsOf(version);
    const wanted = missedAfter(messages, options);
    const results = (one: string) => resultsOf(wanted.watch, one.slice(0, one.indexOf(':')));
    const wrong: string[] = [...lackingIn(wanted)];
    for (let from = first % STRIDE; from <= messages.length; from += STRIDE)
      for (const unstored of UNSTORED) {
        const absence = { from, to: from, isRestarted: true, unstored };
        const { missed } = missedAfter(messages, options, absence);
        // That an agent has no phone, that a phone refuses, and who is handed over to a ringing phone, is heard once.
        const isForgotten = (one: string): boolean =>
          results(one).length === 0 ||
          (unstored > 0 && wasHandedOverTo(wanted.watch, one.slice(0, one.indexOf(':'))));
        const lost = wanted.missed.filter((one) => !missed.includes(one) && !isForgotten(one));
        const invented = missed.filter((one) => !wanted.missed.includes(one) && !hasRefused(results(one)));
        for (const one of [...lost, ...(unstored === 0 ? invented : [])])
          wrong.push(`killed at ${from}, ${unstored} not stored: ${one}, and there is [${missed.join()}]`);
      }
    expect({ missed: wanted.missed, wrong }).toEqual({ missed: wanted.missed, wrong: [] });
  },
);

test.each(cases)(
  '%s on Asterisk %s: what amoCRM has as missed after an absence is in the agent’s list',
  (scenario, version, first) => {
    const messages = recorded(version, scenario);
    const wrong = LENGTHS.flatMap((length, place) => {
      const found: string[] = [];
      for (let from = (first + place) % STRIDE; from <= messages.length; from += STRIDE) {
        const to = Math.min(messages.length, from + length);
        const after = missedAfter(messages, optionsOf(version), { from, to, isRestarted: true });
        found.push(...lackingIn(after).map((one) => `${from} to ${to}: ${one}`));
      }
      return found;
    });
    expect(wrong).toEqual([]);
  },
);
