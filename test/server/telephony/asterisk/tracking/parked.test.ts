import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { expectNothingKept } from './support/startScript';
import { Watch } from './support/Watch';

test('who has parked a client by the phone, and hears the place, is not rung by that client after a restart', async () => {
  const [first, truth] = [new Watch(), new ChannelList()];
  let watch = first;
  const script = new Script((message) => {
    truth.take(message);
    watch.tracker.handleEvent(message);
  });
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '741');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').answers('c', 'a', 'talk').leaves('talk', 'c');
  script.event('BridgeEnter', 'c', { BridgeUniqueid: 'parking', BridgeTechnology: 'holding_bridge' });
  watch = new Watch({ journals: first.tracker.journals() }).resync(truth.statuses);
  script.leaves('talk', 'a').hangsUp('a').leaves('parking', 'c').hangsUp('c');
  expect(watch.reported).toEqual({});
  expect(watch.records).toMatchObject([{ direction: 'inbound', outcome: 'answered', extension: '101' }]);
  await expectNothingKept(watch);
});
