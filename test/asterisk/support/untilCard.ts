import * as v from 'valibot';
import { callerCardSchema, type CallerCard } from '../../../protocol/callerCard';
import { describeCall, type AsteriskBackend, type Extension } from './AsteriskBackend';
import { until } from './until';

/** The card of the agent's call that is as said, such as `inbound ringing`, once the card has this reason to be here. */
export async function untilCard(
  backend: AsteriskBackend,
  agent: Extension,
  is: string,
  why: keyof NonNullable<CallerCard['why']>,
): Promise<CallerCard> {
  let seen: readonly (readonly [string, unknown])[] = [];
  return until(
    () => `a call of ${agent} is ${is}, and its card says ${why}: ${JSON.stringify(seen)}`,
    async () => {
      const calls = await backend.calls(agent, { cards: true });
      seen = calls.map((call) => [describeCall(call), 'card' in call ? call.card : undefined]);
      const cards = seen.filter(([said, card]) => said === is && card !== undefined);
      return cards.map(([, card]) => v.parse(callerCardSchema, card)).find((card) => card.why?.[why]) ?? null;
    },
  );
}
