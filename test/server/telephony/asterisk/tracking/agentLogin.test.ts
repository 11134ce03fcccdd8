import { legView } from '../../../../../server/telephony/asterisk/LegView';
import { endPlan } from '../../../../../server/telephony/asterisk/actions/endPlan';
import { recorded } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
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
