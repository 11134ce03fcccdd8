import { CommandFault } from '../../../calls/CommandFault';
import type { AgentPhone } from '../AgentPhone';
import type { LegView } from '../LegView';
import { notify, sendTo, setVariables } from './channelActions';
import { dialVariables, type DialSettings } from './DialSettings';
import { actionPlan, type ActionPlan } from './ActionPlan';

/** Answers a ringing call on its own channel; for `pickup` see `pickupAction`. */
export function answerPlan(settings: DialSettings, phone: AgentPhone, leg: LegView): ActionPlan {
  const { answer } = phone;
  switch (answer.by) {
    case 'none':
    case 'pickup':
      throw new CommandFault('NotSupported');
    case 'notify':
      return actionPlan(notify(firstRinging(phone, leg), 'talk'));
    case 'redial': {
      const { peer } = leg;
      if (peer === null) throw new CommandFault('WrongPhase');
      const devices = phone.devices.slice(0, 1);
      return actionPlan(sendTo(peer.channel, { context: 'asteriskng-redial' }), {
        marks: setVariables(peer.channel, {
          ...dialVariables(settings, { extension: phone.extension, devices }),
          ASTERISKNG_AUTOANSWER: answer.headers,
          ASTERISKNG_ANSWER: `${leg.callId}|${phone.extension}`,
        }),
        undo: setVariables(peer.channel, { ASTERISKNG_ANSWER: '' }),
      });
    }
  }
}

/** Of several phones that ring the one that comes first in the settings: it is also the one that a click to call rings. */
function firstRinging({ devices }: AgentPhone, { channel, channels }: LegView): string {
  const ofDevice = (device: string): string | undefined =>
    channels.find((name) => name.slice(0, name.lastIndexOf('-')) === device);
  const [first = channel] = devices.flatMap((device) => ofDevice(device) ?? []);
  return first;
}
