import type { CallEvent } from '../../../calls/CallEvent';
import type { Transferred } from '../../../calls/journal/Journal';
import type { TrackedCall } from './TrackedCall';
import type { CallContext } from './WholeCall';

/** How the agent has transferred the other end of this call last, as the journal has it; undefined: not, or it is not known. Pure. */
export function transferOf(
  { call: { journal }, numbering }: CallContext,
  { legs, startedAt, consultOf }: TrackedCall,
): Extract<CallEvent, { readonly type: 'ended' }>['transfer'] {
  // Of a consultation it is the client who is transferred, by the client's call.
  if (consultOf !== null) return undefined;
  // A queue's agent has one leg for many calls.
  const fact = journal.facts
    .filter((one): one is Transferred => one.type === 'transferred' && legs.includes(one.who))
    .filter(({ from }) => from >= Math.round(startedAt))
    .at(-1);
  if (fact === undefined) return undefined;
  const { how, isByPhone, isByUs, number } = fact;
  const shown = number === null || numbering.isAgent(number) ? number : numbering.toCrm(number);
  return { how, isByPhone, number: shown, ...(isByUs && { isByUs }) };
}
