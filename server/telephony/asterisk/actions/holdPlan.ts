import { CommandFault } from '../../../calls/CommandFault';
import type { AgentPhone } from '../AgentPhone';
import type { ChannelKey, LegView } from '../LegView';
import { bridge, notify, sendBothTo, setVariables } from './channelActions';
import { dialVariables, type DialSettings } from './DialSettings';
import { actionPlan, type ActionPlan } from './ActionPlan';
import { reachedPlace, enteredBridge } from './EventPredicate';

/** Puts the other party on hold. */
export function holdPlan(settings: DialSettings, phone: AgentPhone, leg: LegView): ActionPlan | null {
  if (leg.client !== null || leg.isPhoneHeld) return null;
  // One leg can hold one party only, and the client is on hold already.
  if (leg.consultOf !== null) throw new CommandFault('NotSupported');
  if (phone.hold === 'phone') return actionPlan(notify(leg.channel, 'hold'));
  const { peer } = leg;
  if (peer === null) throw new CommandFault('WrongPhase');
  return actionPlan(
    sendBothTo(peer.channel, { context: 'asteriskng-hold' }, leg.channel, { context: 'asteriskng-wait' }),
    {
      marks: holdMarks(settings, phone, leg, peer),
      undo: setVariables(leg.channel, { ASTERISKNG_HOLD: '' }),
      doneWhen: [reachedPlace(peer, 'hold'), reachedPlace(leg, 'wait')],
    },
  );
}

/** Takes the other party off hold. */
export function resumePlan(phone: AgentPhone, leg: LegView): ActionPlan | null {
  const { client } = leg;
  if (leg.consulting !== null) throw new CommandFault('AgentBusy');
  // Only the phone itself can take off hold what it has put on hold.
  if (leg.isPhoneHeld && !isAskable(phone)) throw new CommandFault('NotSupported');
  const talk = leg.isPhoneHeld ? [notify(leg.channel, 'talk')] : [];
  if (client === null) return talk[0] === undefined ? null : actionPlan(talk[0]);
  return actionPlan(bridge(leg, client), {
    marks: [...releaseMarks(client), ...setVariables(leg.channel, { ASTERISKNG_HOLD: '' })],
    undo: [
      ...setVariables(client.channel, { ASTERISKNG_AGENT: leg.uniqueid }),
      ...setVariables(leg.channel, { ASTERISKNG_HOLD: client.uniqueid }),
    ],
    after: talk,
    doneWhen: [enteredBridge(leg), enteredBridge(client)],
  });
}

/** Marks to set before agent and client are separated; with them the dialplan can reconnect the two without the backend. */
export function holdMarks(
  settings: DialSettings,
  phone: AgentPhone,
  leg: LegView,
  client: ChannelKey,
): ActionPlan['marks'] {
  const variables = dialVariables(settings, phone);
  return [
    ...setVariables(client.channel, { ...variables, ASTERISKNG_AGENT: leg.uniqueid }),
    ...setVariables(leg.channel, {
      ...variables,
      ...(leg.loginPlace !== undefined && { ASTERISKNG_LOGIN: leg.loginPlace }),
      ASTERISKNG_DONE: '',
      ASTERISKNG_HOLD: client.uniqueid,
    }),
  ];
}

/** Marks to set before the client leaves hold: the dialplan no longer waits to reconnect it. */
export function releaseMarks(client: ChannelKey): ActionPlan['marks'] {
  return setVariables(client.channel, { ASTERISKNG_AGENT: '' });
}

/** Does the phone support NOTIFY? */
function isAskable(phone: AgentPhone): boolean {
  return phone.hold === 'phone' || phone.answer.by === 'notify';
}
