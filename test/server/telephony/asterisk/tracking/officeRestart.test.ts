import { ChannelList } from './support/ChannelList';
import { recorded } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { Watch } from './support/Watch';

/*
 * After the route has set the company's number a channel no longer says that it is a phone of the office: the journal of
 * before the restart knows.
 */
test.each(['company-number-shown', 'chan-sip-internal', 'internal-call-mobile-rings-too'])(
  '%s: a call inside the office is none of a client, at whatever moment the backend is restarted',
  (scenario) => {
    const events = recorded('reported', scenario);
    const wrong: string[] = [];
    for (let heard = 0; heard <= events.length; heard += 1) {
      const truth = new ChannelList();
      for (const event of events.slice(0, heard)) truth.take(event);
      const before = new Watch({ numbering: reportedNumbering }).resync([]).take(events.slice(0, heard));
      const again = new Watch({ numbering: reportedNumbering, journals: before.tracker.journals() })
        .resync(truth.statuses)
        .take(events.slice(heard));
      wrong.push(...again.written.map((line) => `${heard}: ${line}`));
    }
    expect(wrong).toEqual([]);
  },
);
