import { elmaMegafon, push } from './support/elmaMegafon';

test.each(['INCOMING', 'OUTGOING', 'ACCEPTED'])(
  'a call between colleagues is ignored: %s with direction=internal',
  async (type) => {
    const fields = { cmd: 'event', type, direction: 'internal', phone: '102', user: 'anna', ext: '101' };
    const parsed = await push(elmaMegafon(), { ...fields, callid: 'c1' });
    expect(parsed.event).toBeUndefined();
    expect(JSON.stringify(parsed)).toContain('internal call');
  },
);
