import type { CommandKind } from '../../protocol/CallCommand';
import { eventually } from '../server/support/eventually';
import type { DriverTrial } from './DriverTrial';

/** Whom the agent calls, consults, and transfers to; in amoCRM's form. */
export const NUMBER = '+79161112233';

/**
 * For each kind of command: brings the agent into the phase that it needs, and runs it. Fails unless it is accepted and
 * its effect, and nothing else, is reported once.
 */
export const commandEffects: Readonly<Record<CommandKind, (trial: DriverTrial) => Promise<void>>> = {
  async originate(trial) {
    await trial.carryOut({ kind: 'originate', target: NUMBER }, 'outbound dialing');
    trial.demandNumber(trial.report.openOf(trial.driver.agent), NUMBER);
  },
  async answer(trial) {
    await trial.carryOut({ kind: 'answer', callId: await trial.ring() }, 'answered');
  },
  async reject(trial) {
    await trial.carryOut({ kind: 'reject', callId: await trial.ring() }, 'ended rejected');
  },
  async hangup(trial) {
    await trial.carryOut({ kind: 'hangup', callId: await trial.talk() }, 'ended hungUp');
  },
  async hold(trial) {
    const callId = await trial.talk();
    await trial.carryOut({ kind: 'hold', callId, on: true }, 'held');
    await trial.carryOut({ kind: 'hold', callId, on: true });
    await trial.carryOut({ kind: 'hold', callId, on: false }, 'not held');
    await trial.carryOut({ kind: 'hold', callId, on: false });
  },
  async mute(trial) {
    const callId = await trial.talk();
    await trial.carryOut({ kind: 'mute', callId, on: true }, 'muted');
    await trial.carryOut({ kind: 'mute', callId, on: true });
    await trial.carryOut({ kind: 'mute', callId, on: false }, 'not muted');
    await trial.carryOut({ kind: 'mute', callId, on: false });
  },
  async redirect(trial) {
    const callId = await trial.talk();
    await trial.carryOut({ kind: 'redirect', callId, target: NUMBER }, 'ended transferred');
  },
  async consult(trial) {
    await consulting(trial, await trial.talk());
  },
  async completeTransfer(trial) {
    const callId = await trial.talk();
    const consultingId = await consulting(trial, callId);
    await trial.consultedAnswers();
    await trial.carryOut(
      { kind: 'completeTransfer', callId, consultingId },
      'ended transferred',
      'ended transferred',
    );
  },
  async dtmf(trial) {
    await trial.carryOut({ kind: 'dtmf', callId: await trial.talk(), digits: '12#' });
    await eventually('the caller hears the digits', () => trial.driver.digitsHeard?.() === '12#');
  },
};

/** Puts the call on hold and calls the number, as the backend does. @returns id of the consultation */
async function consulting(trial: DriverTrial, callId: string): Promise<string> {
  await trial.carryOut({ kind: 'hold', callId, on: true }, 'held');
  await trial.carryOut({ kind: 'consult', callId, target: NUMBER }, 'outbound dialing');
  const [id = ''] = trial.report.open.filter((one) => one !== callId);
  trial.demandNumber(id, NUMBER);
  if (trial.report.consultOf(id) !== callId) throw new Error('the consultation does not name the call');
  return id;
}
