import { AmiFault, type Ami } from '../ami/Ami';
import { isFound } from '../isFound';

/** What Asterisk says to an action for which the user has no right; else it has no such number. */
const NOT_ALLOWED = /permission/i;

/**
 * Does the agents' context have the number, and not only in a context that takes whatever no other one has? Where
 * Asterisk does not say, it counts as dialled.
 * @param channel a live channel, on which the dialplan's function is asked where the manager user may not list the
 *   dialplan; null: there is none yet
 */
export async function isDialled(
  ami: Pick<Ami, 'send'>,
  context: string,
  number: string,
  channel: string | null,
): Promise<boolean> {
  try {
    const listed = await ami.send({ name: 'ShowDialPlan', fields: { Context: context, Extension: number } });
    return isFound(listed.events);
  } catch (error) {
    if (!(error instanceof AmiFault && error.reason === 'refused')) return true;
    if (!NOT_ALLOWED.test(error.said)) return false;
  }
  if (channel === null) return true;
  const fields = { Channel: channel, Variable: `DIALPLAN_EXISTS(${context},${number},1)` };
  const answer = await ami.send({ name: 'Getvar', fields }).catch(() => null);
  return answer?.response['Value'] !== '0';
}
