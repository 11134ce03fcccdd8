/** @jest-environment ./test/support/jsdomEnvironment.js */
import { Panel } from '../../../src/infrastructure/ui/panel/Panel';
import { Popups } from '../../../src/infrastructure/ui/popups/Popups';
import { wireCall, wireStatus } from '../../support/wireStatus';
import { find, host, pass, startExtended, talk, showCalls, text } from './support/panelOnPage';

/** How often the popups and the panel were painted since the last call. */
const painted = { popups: 0, panel: 0 };

beforeAll(() => {
  count('popups', Popups.prototype);
  count('panel', Panel.prototype);
});

function count(name: keyof typeof painted, view: object): void {
  const counted = view as { paint: () => void };
  const { paint } = counted;
  counted.paint = function (this: unknown) {
    painted[name] += 1;
    paint.call(this);
  };
}

function paints(): typeof painted {
  const counts = { ...painted };
  Object.assign(painted, { popups: 0, panel: 0 });
  return counts;
}

const known = wireCall('a', { contact_name: 'Anna', contact_id: 5 });

test('one report paints the popups once and the panel once, with all its changes', async () => {
  await startExtended();
  paints();
  await showCalls([known]);
  expect([paints(), text('.asteriskng-popup .asteriskng-name')]).toEqual([{ popups: 1, panel: 1 }, 'Anna']);
  await showCalls([known, wireCall('b')]);
  expect(paints()).toEqual({ popups: 1, panel: 1 });
  await showCalls([{ ...known, phase: 'CONVERSATION' }]);
  expect(paints()).toEqual({ popups: 1, panel: 1 });
  await showCalls([]);
  expect(paints()).toEqual({ popups: 1, panel: 1 });
});

test('a poll with the same status paints nothing, though its time differs', async () => {
  await startExtended();
  await showCalls([known]);
  paints();
  for (const late of [0, 20, 55]) {
    await pass(8_000);
    host.backend.poll().answer(wireStatus(1, [known], { server_time: (Date.now() - late) / 1_000 }));
    await pass();
  }
  expect(paints()).toEqual({ popups: 0, panel: 0 });
});

test('a poll of the original protocol with the same conversation paints nothing', async () => {
  const timestamp = Date.now() / 1_000;
  await talk({ timestamp });
  paints();
  await pass(8_000);
  await talk({ timestamp });
  expect(paints()).toEqual({ popups: 0, panel: 0 });
});

test('after an outage the answer to ping paints nothing when the abilities are the same', async () => {
  await startExtended();
  await showCalls([known]);
  host.backend.poll().fail();
  await pass();
  paints();
  const pings = host.backend.count('ping');
  await pass(2_000);
  expect([host.backend.count('ping') - pings, paints()]).toEqual([1, { popups: 0, panel: 0 }]);
});

test('a click beside the dial field paints nothing', async () => {
  await startExtended();
  paints();
  document.body.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  document.body.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  await pass();
  expect([paints(), find('.asteriskng-list')?.children.length]).toEqual([{ popups: 0, panel: 0 }, 0]);
});
