/** @jest-environment ./test/support/jsdomEnvironment.js */
import { wireCall, wireMissed } from '../../support/wireStatus';
import { asked, find, host, pass, startExtended, showCalls, text, type } from './support/panelOnPage';

const panel = (selector: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`section.asteriskng-root ${selector}`);
const card = (selector: string): HTMLElement | null => panel(`[data-part=call] ${selector}`);
const lines = (): string[] =>
  [...document.querySelectorAll('.asteriskng-other .asteriskng-line-name')].map(
    ({ textContent }) => textContent,
  );
const plain = (): string[] => asked().map((one) => one.replace(/,?"command_id":"[^"]*"/, ''));
const talking = (id: string, changes: object = {}) => wireCall(id, { phase: 'CONVERSATION', ...changes });

beforeEach(() => startExtended());

test('one call is in focus and the others are listed; a click brings another into focus', async () => {
  await showCalls([
    talking('a', { contact_name: 'Анна' }),
    wireCall('b', { contact_name: 'Борис' }),
    talking('c', { contact_name: 'Ева', is_hold: true }),
  ]);
  expect([card('.asteriskng-name')?.textContent, lines()]).toEqual(['Анна', ['Ева']]);
  expect(panel('[data-part=dock] .asteriskng-name')?.textContent).toBe('Борис');
  panel('[data-key=focusc]')?.click();
  expect([card('.asteriskng-name')?.textContent, lines()]).toEqual(['Ева', ['Анна']]);
  card('[data-key=hold]')?.click();
  await pass();
  expect(plain()).toEqual(['set_hold {"is_hold":false,"unique_id":"c"}']);
});

test('calls are swapped by one press in the row of the held one, which comes into focus', async () => {
  const calls = (held: string) =>
    ['a', 'b'].map((id) => talking(id, { contact_name: id, is_hold: id === held, consult_of: null }));
  await showCalls(calls('b'));
  // The agent has looked at the other one, and back.
  panel('[data-key=focusb]')?.click();
  expect(panel('[data-command=swap]')).toBeNull();
  panel('[data-key=focusa]')?.click();
  expect(panel('[data-key=swapb]')?.getAttribute('aria-label')).toBe('Go back: b');
  panel('[data-key=swapb]')?.click();
  panel('[data-key=swapb]')?.click();
  await pass();
  expect(plain()).toEqual(['set_hold {"is_hold":false,"unique_id":"b"}']);
  await showCalls(calls('a'));
  expect([card('.asteriskng-name')?.textContent, lines()]).toEqual(['b', ['a']]);
});

test('to go back to the client of a consultation is a button of its card alone', async () => {
  await showCalls([talking('a', { is_hold: true }), talking('b', { contact_phone: '102', consult_of: 'a' })]);
  expect([lines().length, panel('[data-command=swap]')]).toEqual([1, null]);
});

test('the keypad sends its keys to the call, in their order', async () => {
  await showCalls([talking('a')]);
  expect(card('.asteriskng-keypad')).toBeNull();
  card('[data-key=keypad]')?.click();
  expect(card('[data-key=keypad]')?.getAttribute('aria-pressed')).toBe('true');
  for (const key of ['1', '*', '#']) card(`[data-digit="${key}"]`)?.click();
  await pass();
  expect(asked()).toEqual([
    expect.stringMatching(/^send_dtmf \{"unique_id":"a","digits":"1","command_id":"dtmf:[\d.]+"\}$/),
    expect.stringMatching(/^send_dtmf \{"unique_id":"a","digits":"\*#","command_id":"dtmf:[\d.]+"\}$/),
  ]);
  expect(new Set(asked().map((line) => /dtmf:[\d.]+/.exec(line)?.[0])).size).toBe(2);
  card('[data-key=keypad]')?.click();
  expect(card('.asteriskng-keypad')).toBeNull();
});

test('a refused keypad digit is shown in the panel', async () => {
  await showCalls([talking('a')]);
  card('[data-key=keypad]')?.click();
  host.backend.answersItself = false;
  card('[data-digit="1"]')?.click();
  host.backend.waiting.find(({ request }) => request.content.method === 'send_dtmf')?.fail();
  await pass();
  expect(panel('.asteriskng-problem')?.textContent).toContain('The key was not sent');
});

test('a transfer is blind or attended; an attended one is completed or cancelled', async () => {
  await showCalls([talking('a')]);
  await type('102');
  panel('[data-key=consult]')?.click();
  await pass();
  expect(plain()).toEqual(['consult {"phone":"102","unique_id":"a"}']);
  await showCalls([talking('a', { is_hold: true }), talking('b', { contact_phone: '102', consult_of: 'a' })]);
  expect([card('.asteriskng-state span')?.textContent, panel('[data-key=consult]')]).toEqual([
    'Consultation',
    null,
  ]);
  card('[data-key=completeTransfer]')?.click();
  card('[data-key=cancelTransfer]')?.click();
  await pass();
  expect(plain().slice(1)).toEqual(['complete_transfer {"unique_id":"b"}']);
  await showCalls([talking('a')]);
  await type('103');
  panel('[data-key=act]')?.click();
  await pass();
  expect(plain().at(-1)).toBe('redirect {"phone":"103","unique_id":"a"}');
});

test('a consultation can be cancelled while it is dialled', async () => {
  await showCalls([talking('a', { is_hold: true }), wireCall('b', { phase: 'DIALING', consult_of: 'a' })]);
  card('[data-key=cancelTransfer]')?.click();
  await pass();
  expect(plain()).toEqual(['cancel_transfer {"unique_id":"b"}']);
});

test('missed calls show a badge; opening the list clears them in the backend, and the list stays open', async () => {
  await showCalls([], [wireMissed('m', { contact_name: 'Анна', count: 2 }), wireMissed('n')]);
  const badge = panel('[data-key=missed]');
  expect([badge?.textContent, badge?.getAttribute('aria-label')]).toEqual(['2', 'Missed calls: 2']);
  badge?.click();
  await pass();
  expect(asked()).toEqual(['clear_missed {"unique_ids":["m","n"]}']);
  await showCalls([]);
  expect([panel('[data-key=missed]'), text('.asteriskng-drawer .asteriskng-label')]).toEqual([
    null,
    'Missed calls',
  ]);
  expect(panel('.asteriskng-missed')?.textContent).toMatch(/Анна[^]*calls: 2/);
  panel('[data-key=backm]')?.click();
  await pass();
  expect(plain().at(-1)).toBe('originate {"phone":"+79101234567","unless_taken":true}');
  panel('[data-key=closed]')?.click();
  expect(panel('.asteriskng-drawer')).toBeNull();
});

test("the agent's preferences are stored, and the click requests the permission for notifications", async () => {
  const requestPermission = jest.fn(() => Promise.resolve('granted'));
  Object.assign(window, { Notification: { permission: 'default', requestPermission } });
  panel('[data-part=choices]')?.click();
  expect(panel('[data-part=choices]')?.getAttribute('aria-expanded')).toBe('true');
  const box = (name: string): HTMLInputElement => panel(`[data-choice=${name}]`) as HTMLInputElement;
  expect(['sound', 'systemNotice', 'shortcuts'].map((name) => box(name).checked)).toEqual([
    true,
    false,
    true,
  ]);
  box('sound').click();
  expect(requestPermission).not.toHaveBeenCalled();
  box('systemNotice').click();
  expect(requestPermission).toHaveBeenCalledTimes(1);
  await startExtended();
  panel('[data-part=choices]')?.click();
  expect(['sound', 'systemNotice', 'shortcuts'].map((name) => box(name).checked)).toEqual([
    false,
    true,
    true,
  ]);
  panel('[data-part=choices]')?.click();
  expect(panel('.asteriskng-drawer')).toBeNull();
  Reflect.deleteProperty(window, 'Notification');
});

test('a preference that the browser forbids is switched back', async () => {
  Object.assign(window, { Notification: { requestPermission: () => Promise.resolve('denied') } });
  panel('[data-command=choices]')?.click();
  panel('[data-choice=systemNotice]')?.click();
  await pass();
  expect((panel('[data-choice=systemNotice]') as HTMLInputElement).checked).toBe(false);
  delete (window as { Notification?: unknown }).Notification;
});

test('the header shows the current state', async () => {
  const status = (): string => text('.asteriskng-status-text');
  await showCalls([]);
  expect(status()).toBe('Ready to call');
  await showCalls([wireCall('a')]);
  expect(status()).toBe('Incoming call');
  await showCalls([wireCall('a', { phase: 'DIALING', direction: 'OUTBOUND' })]);
  expect(status()).toBe('Calling…');
  await showCalls([talking('a')]);
  expect(status()).toBe('In a call');
  await showCalls([wireCall('a', { phase: 'ENDED' })]);
  expect(status()).toBe('Ready to call');
});

test('a call reported by the backend replaces the requested one', async () => {
  await showCalls([]);
  await type('102');
  panel('[data-key=act]')?.click();
  await pass();
  expect(card('.asteriskng-state')?.textContent).toBe('Calling. Pick up your phone.');
  await showCalls([wireCall('a', { phase: 'DIALING', direction: 'OUTBOUND', contact_phone: '102' })]);
  expect(find('[data-part=call] [data-command=hangup]')).not.toBeNull();
  card('[data-key=hangup]')?.click();
  await pass();
  expect(plain().at(-1)).toBe('hangup {"unique_id":"a"}');
});
