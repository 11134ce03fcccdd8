import { AmiFault, type AmiAction, type AmiAnswer } from '../../../../server/telephony/asterisk/ami/Ami';
import type { AmiMessage } from '../../../../server/telephony/asterisk/ami/AmiMessage';
import { askHolds } from '../../../../server/telephony/asterisk/askHolds';

function channel(name: string, fields: AmiMessage = {}): AmiMessage {
  return { Event: 'Status', Channel: name, Uniqueid: name, ChannelState: '6', BridgeID: 'b', ...fields };
}

test('PJSIP channels that talk are asked whether they hold, and no others', async () => {
  const asked: AmiAction[] = [];
  const send = (action: AmiAction): Promise<AmiAnswer> => {
    asked.push(action);
    const { Channel } = action.fields ?? {};
    if (Channel === 'PJSIP/103-1') return Promise.reject(new AmiFault('refused', 'No such channel'));
    return Promise.resolve({ response: { Value: Channel === 'PJSIP/101-1' ? '1' : '0' }, events: [] });
  };
  const holds = await askHolds({ send }, [
    channel('PJSIP/101-1'),
    channel('PJSIP/102-1'),
    channel('PJSIP/103-1'),
    channel('PJSIP/104-1', { ChannelState: '5' }),
    channel('PJSIP/105-1', { BridgeID: '' }),
    channel('SIP/106-1'),
    channel('Local/107@x-1;1'),
    { Event: 'StatusComplete' },
  ]);
  expect(asked.map(({ fields }) => fields?.['Channel'])).toEqual([
    'PJSIP/101-1',
    'PJSIP/102-1',
    'PJSIP/103-1',
  ]);
  expect([...holds]).toEqual([
    ['PJSIP/101-1', true],
    ['PJSIP/102-1', false],
  ]);
});

test('many channels are asked in turns', async () => {
  let [open, most] = [0, 0];
  const send = async (): Promise<AmiAnswer> => {
    most = Math.max(most, (open += 1));
    await Promise.resolve();
    open -= 1;
    return { response: { Value: '0' }, events: [] };
  };
  const many = Array.from({ length: 205 }, (_, index) => channel(`PJSIP/101-${index}`));
  expect((await askHolds({ send }, many)).size).toBe(205);
  expect(most).toBe(50);
});
