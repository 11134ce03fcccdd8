import { AmiFault, type Ami } from '../ami/Ami';
import { hasNumber } from '../hasNumber';

/** Asterisk's error for an action that the user may not use; another error means that there is no such number. */
const NOT_ALLOWED = /permission/i;

/**
 * Does the agents' context have the number, apart from a catch-all context? If Asterisk can't be asked, the answer is
 * true.
 * @param channel a live channel, to evaluate `DIALPLAN_EXISTS` on when the manager user may not list the dialplan;
 *   null: there is none yet
 */
export async function isDialled(
  ami: Pick<Ami, 'send'>,
  context: string,
  number: string,
  channel: string | null,
): Promise<boolean> {
  try {
    const listed = await ami.send({ name: 'ShowDialPlan', fields: { Context: context, Extension: number } });
    return hasNumber(listed.events);
  } catch (error) {
    if (!(error instanceof AmiFault && error.reason === 'refused')) return true;
    if (!NOT_ALLOWED.test(error.said)) return false;
  }
  if (channel === null) return true;
  const fields = { Channel: channel, Variable: `DIALPLAN_EXISTS(${context},${number},1)` };
  const answer = await ami.send({ name: 'Getvar', fields }).catch(() => null);
  return answer?.response['Value'] !== '0';
}
