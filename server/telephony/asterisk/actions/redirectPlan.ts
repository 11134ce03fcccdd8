import { CommandFault } from '../../../calls/CommandFault';
import type { AgentPhone } from '../AgentPhone';
import type { AmiAction } from '../ami/Ami';
import type { LegView } from '../LegView';
import { hangUp, sendTo, setVariables } from './channelActions';
import { dialVariables, type DialSettings } from './DialSettings';
import { actionPlan, type ActionPlan } from './ActionPlan';

/** Blind transfer: sends the other party to the number. If it is not answered there, the dialplan calls the agent back. */
export function redirectPlan(
  settings: DialSettings,
  phone: AgentPhone,
  leg: LegView,
  number: string,
): ActionPlan {
  if (leg.consulting !== null) throw new CommandFault('AgentBusy');
  const party = leg.client ?? leg.peer;
  if (party === null) throw new CommandFault('WrongPhase');
  const isHeld = leg.client !== null && leg.consultOf === null;
  const target = leg.consultOf === null ? party : leg.peer;
  if (target === null) throw new CommandFault('WrongPhase');
  return actionPlan(sendTo(target.channel, { context: 'asteriskng-transfer', exten: number }), {
    marks: [
      ...setVariables(target.channel, dialVariables(settings, phone)),
      ...(isHeld ? setVariables(leg.channel, { ASTERISKNG_DONE: '1' }) : []),
    ],
    undo: isHeld ? setVariables(leg.channel, { ASTERISKNG_DONE: '' }) : [],
    after: isHeld ? [leaveHold(leg)] : [],
  });
}

/** Ends the agent's leg, of which the client has gone; a login to queues logs in again. */
function leaveHold({ channel, loginPlace }: LegView): AmiAction {
  return loginPlace === undefined ? hangUp(channel) : sendTo(channel, { context: 'asteriskng-alone' });
}
