import { legView } from '../../../../../server/telephony/asterisk/LegView';
import { endPlan } from '../../../../../server/telephony/asterisk/actions/endPlan';
import { ChannelList } from './support/ChannelList';
import { recorded } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { Script } from './support/Script';
import { Watch } from './support/Watch';

test('at no moment does our hang-up end the login of a queue agent', () => {
  const watch = new Watch({ numbering: reportedNumbering });
  const channels = new Set<string>();
  for (const message of recorded('reported', 'agent-login-two-clients')) {
    watch.take([message]);
    const call = watch.tracker.legOf(watch.open[0]?.split(' ')[1] ?? '');
    const view = call === null ? null : legView(call);
    // The call by which the agent logs in is one like any other.
    if (view?.isLogin !== true) continue;
    // Without another party in its bridge there is nothing to hang up.
    if (view.peer === null) expect(() => endPlan(view)).toThrow('WrongPhase');
    else channels.add(String(endPlan(view).act.fields?.['Channel']));
  }
  expect([...channels].filter((channel) => channel.startsWith('PJSIP/trunk-'))).toHaveLength(2);
  expect([...channels].filter((channel) => channel.startsWith('PJSIP/101-'))).toEqual([]);
});

/** 101 has logged in by 8001 in the agents' context and talks with a client of the queue. */
function talking(): { readonly script: Script; readonly truth: ChannelList; readonly watch: Watch } {
  const [watch, truth] = [new Watch(), new ChannelList()];
  const script = new Script((message) => {
    const placed = message['Exten'] === '8001' ? { ...message, Context: 'from-internal' } : message;
    truth.take(placed);
    watch.tracker.handleEvent(placed);
  });
  script.calls('a', 'PJSIP/101-1', '101', '8001').state('a', 'up');
  script.event('BridgeEnter', 'a', { BridgeUniqueid: 'wait', BridgeTechnology: 'holding_bridge' });
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '722', 'a').state('c', 'up').leaves('wait', 'a');
  return { script: script.enters('talk', 'a', 'c'), truth, watch };
}

test('where a login can log in again is known while the agent talks, and over a restart while a client is on hold', () => {
  const { script, truth, watch } = talking();
  const loginPlace = 'from-internal,8001,1';
  const id = watch.open[0]?.split(' ')[1] ?? '';
  expect(watch.tracker.legOf(id)).toMatchObject({ isLogin: true, channel: { loginPlace } });
  script.sets('a', 'ASTERISKNG_LOGIN', loginPlace).sets('a', 'ASTERISKNG_HOLD', 'c').leaves('talk', 'a', 'c');
  const next = new Watch().resync(truth.statuses);
  expect(next.open).toHaveLength(1);
  expect(next.tracker.legOf(next.open[0]?.split(' ')[1] ?? '')).toMatchObject({
    isLogin: true,
    channel: { loginPlace },
    held: { uniqueid: 'c', loginPlace: null },
  });
});
