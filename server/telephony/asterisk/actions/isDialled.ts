import type { Ami } from '../ami/Ami';

/**
 * Does the agents' context have the number? Asked before a client is sent there, who would lose the agent for
 * nothing. Where Asterisk does not say, it counts as dialled.
 * @param channel a live channel, on which the dialplan's function is asked
 */
export async function isDialled(
  ami: Pick<Ami, 'send'>,
  channel: string,
  context: string,
  number: string,
): Promise<boolean> {
  const fields = { Channel: channel, Variable: `DIALPLAN_EXISTS(${context},${number},1)` };
  const answer = await ami.send({ name: 'Getvar', fields }).catch(() => null);
  return answer?.response['Value'] !== '0';
}
