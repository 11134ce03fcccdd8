import { CommandFault } from '../../../calls/CommandFault';
import type { AgentPhone } from '../AgentPhone';
import type { ChannelKey, LegView } from '../LegView';
import { bridge, notify, sendBothTo, setVariables } from './channelActions';
import { dialVariables, type DialSettings } from './DialSettings';
import { actionPlan, type ActionPlan } from './ActionPlan';
import { arrived, joined } from './EventPredicate';

/** Puts the other party on hold. */
export function holdPlan(settings: DialSettings, phone: AgentPhone, leg: LegView): ActionPlan | null {
  if (leg.client !== null || leg.isPhoneHeld) return null;
  // One leg holds one party: whoever is consulted can't be put on hold as well.
  if (leg.consultOf !== null) throw new CommandFault('NotSupported');
  if (phone.hold === 'phone') return actionPlan(notify(leg.channel, 'hold'));
  const { peer } = leg;
  if (peer === null) throw new CommandFault('WrongPhase');
  return actionPlan(
    sendBothTo(peer.channel, { context: 'asteriskng-hold' }, leg.channel, { context: 'asteriskng-wait' }),
    {
      marks: holdMarks(settings, phone, leg, peer),
      undo: setVariables(leg.channel, { ASTERISKNG_HOLD: '' }),
      doneWhen: [arrived(peer, 'hold'), arrived(leg, 'wait')],
    },
  );
}

/** Takes the other party off hold. */
export function resumePlan(phone: AgentPhone, leg: LegView): ActionPlan | null {
  const { client } = leg;
  if (leg.consulting !== null) throw new CommandFault('AgentBusy');
  // What the phone holds it alone can take off hold.
  if (leg.isPhoneHeld && !isAskable(phone)) throw new CommandFault('NotSupported');
  const talk = leg.isPhoneHeld ? [notify(leg.channel, 'talk')] : [];
  if (client === null) return talk[0] === undefined ? null : actionPlan(talk[0]);
  return actionPlan(bridge(leg.channel, client.channel), {
    marks: [...releaseMarks(client), ...setVariables(leg.channel, { ASTERISKNG_HOLD: '' })],
    undo: [
      ...setVariables(client.channel, { ASTERISKNG_AGENT: leg.uniqueid }),
      ...setVariables(leg.channel, { ASTERISKNG_HOLD: client.uniqueid }),
    ],
    after: talk,
    doneWhen: [joined(leg), joined(client)],
  });
}

/** What is set before the parties are parted. The dialplan brings them together again when we can't. */
export function holdMarks(
  settings: DialSettings,
  phone: AgentPhone,
  leg: LegView,
  client: ChannelKey,
): ActionPlan['marks'] {
  const variables = dialVariables(settings, phone);
  return [
    ...setVariables(client.channel, { ...variables, ASTERISKNG_AGENT: leg.uniqueid }),
    ...setVariables(leg.channel, { ...variables, ASTERISKNG_DONE: '', ASTERISKNG_HOLD: client.uniqueid }),
  ];
}

/** Set before the client is taken from hold for good: the dialplan lets go of it. */
export function releaseMarks(client: ChannelKey): ActionPlan['marks'] {
  return setVariables(client.channel, { ASTERISKNG_AGENT: '' });
}

/** Does the phone do what a NOTIFY asks? */
function isAskable(phone: AgentPhone): boolean {
  return phone.hold === 'phone' || phone.answer.by === 'notify';
}
