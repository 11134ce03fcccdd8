import { parse } from 'valibot';
import { agentPhone } from '../../../../../server/telephony/asterisk/AgentPhone';
import { asteriskSettingsSchema } from '../../../../../server/telephony/asterisk/asteriskSettings';
import type { LegView } from '../../../../../server/telephony/asterisk/LegView';

export const settings = parse(asteriskSettingsSchema, {
  ami: { user: 'u' },
  secret: 's',
  phones: {
    '102': { answer: 'notify', hold: 'phone' },
    '103': { answer: 'redial', devices: ['PJSIP/103', 'PJSIP/203'] },
  },
});
export const phone = agentPhone(settings, '101');
export const asked = agentPhone(settings, '102');
export const client = { channel: 'PJSIP/trunk-1', uniqueid: 't1' };
export const LEG: LegView = {
  callId: 'a1',
  extension: '101',
  phase: 'talking',
  channel: 'PJSIP/101-1',
  uniqueid: 'a1',
  channels: ['PJSIP/101-1'],
  peer: client,
  client: null,
  isPhoneHeld: false,
  consultOf: null,
  consulting: null,
};
export const HELD: LegView = { ...LEG, peer: null, client };
export const AWAY: LegView = {
  ...HELD,
  peer: { channel: 'Local/102@x-1;1', uniqueid: 'l1' },
  consulting: 'c1',
};
export const CONSULTING: LegView = { ...AWAY, callId: 'c1', consultOf: 'a1', consulting: null };
