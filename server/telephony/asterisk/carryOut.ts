import type { Plan } from './actions/Plan';
import type { Ami, AmiAction } from './ami/Ami';

/**
 * Asks Asterisk for what the plan says. Fails with what Asterisk says to a mark or to `act`, and takes back the
 * marks then.
 */
export async function carryOut(ami: Pick<Ami, 'send'>, { marks, act, undo, after }: Plan): Promise<void> {
  try {
    for (const action of [...marks, act]) await ami.send(action);
  } catch (error) {
    await sendAnyway(ami, undo);
    throw error;
  }
  await sendAnyway(ami, after);
}

/** A channel of these may be gone by now, which is as well. */
async function sendAnyway(ami: Pick<Ami, 'send'>, actions: readonly AmiAction[]): Promise<void> {
  for (const action of actions) await ami.send(action).catch(() => undefined);
}
