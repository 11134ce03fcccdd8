import { CommandFault } from '../../../calls/CommandFault';
import type { AgentPhone } from '../AgentPhone';
import type { ChannelKey, LegView } from '../LegView';
import { bridge, sendBothTo, sendTo, setVariables } from './channelActions';
import type { DialSettings } from './DialSettings';
import { holdMarks, releaseMarks } from './holdPlan';
import { actionPlan, type ActionPlan } from './ActionPlan';
import { reachedPlace, enteredBridge } from './EventPredicate';

/** The number that the agent consults. */
export interface Consulted {
  /** Id of the new call. */
  readonly id: string;
  /** As the telephone system dials it. */
  readonly number: string;
  /** False: the dialplan announces to the agent that the number can't be dialled. */
  readonly isKnown: boolean;
  /** `ASTERISKNG_FOREIGN`; null: none. */
  readonly foreign?: string | null;
}

/** Calls the number with the agent's leg while the client is on hold. */
export function consultPlan(
  settings: DialSettings,
  phone: AgentPhone,
  leg: LegView,
  { id, number, isKnown, foreign = null }: Consulted,
): ActionPlan {
  if (leg.consulting !== null || leg.consultOf !== null) throw new CommandFault('AgentBusy');
  if (leg.isPhoneHeld) throw new CommandFault('AgentUnavailable');
  const client = leg.client ?? leg.peer;
  if (client === null) throw new CommandFault('WrongPhase');
  const away = { context: 'asteriskng-consult', exten: number } as const;
  const isHeld = leg.client !== null;
  return actionPlan(
    isHeld
      ? sendTo(leg.channel, away)
      : sendBothTo(client.channel, { context: 'asteriskng-hold' }, leg.channel, away),
    {
      marks: [
        ...holdMarks(settings, phone, leg, client),
        ...setVariables(leg.channel, {
          ...(foreign !== null && { ASTERISKNG_FOREIGN: foreign }),
          ASTERISKNG_CONSULT: `${id}|${number}`,
          ASTERISKNG_UNDIALABLE: isKnown ? '' : '1',
        }),
      ],
      undo: setVariables(leg.channel, { ASTERISKNG_CONSULT: '', ...(isHeld ? {} : { ASTERISKNG_HOLD: '' }) }),
      doneWhen: [...(isHeld ? [] : [reachedPlace(client, 'hold')]), reachedPlace(leg, 'consult')],
    },
  );
}

/**
 * Attended transfer: bridges the client with the consulted party; the agent's legs end. The consultation may have its own
 * leg. Asterisk's action Bridge lets each of the two go on in the dialplan once the other one hangs up, where a called phone
 * may enter the very queue that has called it: both are to be hung up then, or to wait for the queue's calls again.
 */
export function completePlan(call: LegView, consulting: LegView): ActionPlan {
  const client = call.client ?? call.peer;
  const consulted = consulting.peer;
  if (client === null || consulted === null) throw new CommandFault('WrongPhase');
  return actionPlan(bridge(client, consulted), {
    marks: [...releaseMarks(client), ...setVariables(call.channel, { ASTERISKNG_DONE: '1' })],
    undo: [
      ...setVariables(client.channel, { ASTERISKNG_AGENT: call.uniqueid }),
      ...setVariables(call.channel, { ASTERISKNG_DONE: '' }),
    ],
    after: [...endAfterBridge(client), ...endAfterBridge(consulted)],
  });
}

function endAfterBridge({ channel, loginPlace = 'asteriskng-alone,s,1' }: ChannelKey): ActionPlan['after'] {
  return setVariables(channel, { 'CHANNEL(after_bridge_goto)': loginPlace });
}

/** Ends the consultation and reconnects agent and client. */
export function endConsultPlan(consulting: LegView): ActionPlan {
  return actionPlan(sendTo(consulting.channel, { context: 'asteriskng-back' }), {
    doneWhen: [enteredBridge(consulting)],
  });
}
