/** @jest-environment ./test/support/jsdomEnvironment.js */
import { OUTCOME_MS } from '../../../src/domain/notifications/PopupList';
import { originalMethods } from '../../../protocol/methods';
import { wireCall } from '../../support/wireStatus';
import { asked, find, host, input, pass, startExtended, talk, showCalls } from './support/panelOnPage';

const popups = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.asteriskng-popup')];
const popup = (selector = ''): HTMLElement | null =>
  document.querySelector<HTMLElement>(`.asteriskng-popup ${selector}`.trim());
const press = (command: string): void => popup(`[data-command=${command}]`)?.click();
const commands = (node: ParentNode | null = document): string[] =>
  [...(node?.querySelectorAll('.asteriskng-popup .asteriskng-buttons [data-command]') ?? [])].map(
    (button) => button.getAttribute('data-command') ?? '',
  );
const said = (part: 'said' | 'urgent'): string => find(`[data-part=${part}]`)?.textContent ?? '';
const anna = { contact_name: 'Анна', contact_id: 5 };

test('an incoming call shows the caller, Answer, Reject, and its running time', async () => {
  await startExtended();
  await showCalls([wireCall('a', { ...anna, company: 'ООО Ромашка', via: 'Sales' })]);
  await pass(5_000);
  expect(popup('.asteriskng-name')?.textContent).toBe('Анна');
  expect(popup('.asteriskng-party')?.textContent).toMatch(/\+7 910 123-45-67[^]*ООО Ромашка[^]*Line: Sales/);
  expect([popup('.asteriskng-state span')?.textContent, popup('[data-time]')?.textContent]).toEqual([
    'Incoming call',
    '0:05',
  ]);
  expect(commands()).toEqual(['answer', 'reject']);
});

test.each(['answer', 'reject'])(
  '%s is sent once, with the id of the call and the command key',
  async (command) => {
    await startExtended();
    await showCalls([wireCall('a')]);
    press(command);
    press(command);
    await pass();
    expect(asked()).toEqual([`${command} ${JSON.stringify({ unique_id: 'a', command_id: `${command}:a` })}`]);
    expect(popup(`[data-command=${command}]`)?.getAttribute('aria-busy')).toBe('true');
  },
);

test('a refused answer is shown in its popup, with the reason', async () => {
  await startExtended();
  await showCalls([wireCall('a'), wireCall('b')]);
  host.backend.answersItself = false;
  press('answer');
  const waiting = host.backend.waiting.find(({ request }) => request.content.method === 'answer');
  waiting?.raw({
    headers: { status_code: 200 },
    content: { id: waiting.request.content.id, result: { exception: 'AgentUnavailable' } },
  });
  await pass();
  expect(popups().map((one) => one.querySelector('[role=alert]')?.textContent ?? '')).toEqual([
    'Could not answer: your phone does not answer',
    '',
  ]);
});

test('when calls can’t be answered on the screen the popup says so', async () => {
  await startExtended(originalMethods);
  await showCalls([wireCall('a')]);
  expect(commands()).toEqual([]);
  expect(popup('.asteriskng-hint')?.textContent).toContain('Pick up the phone');
});

test('with the original protocol there is no popup', async () => {
  await talk();
  expect(popups()).toEqual([]);
});

test('each call has its own popup, and that of a second call offers to hold and answer', async () => {
  await startExtended();
  find('[data-command=fold]')?.click();
  await showCalls([wireCall('a', { phase: 'CONVERSATION' }), wireCall('b', anna)]);
  expect(popups()).toHaveLength(2);
  const second = popups()[0]?.querySelector('[data-command=answer]');
  expect(second?.textContent).toBe('Hold and answer');
  await showCalls([
    wireCall('a', { phase: 'CONVERSATION', is_hold: true }),
    wireCall('b', { phase: 'CONVERSATION' }),
  ]);
  expect(popups().map((one) => one.querySelector('.asteriskng-state span')?.textContent)).toEqual([
    'Talking',
    'On hold',
  ]);
});

test('conversations have no popup while the panel is open, but while it is folded', async () => {
  await startExtended();
  await showCalls([wireCall('a', { phase: 'CONVERSATION' })]);
  expect(popups()).toHaveLength(0);
  find('[data-command=fold]')?.click();
  expect(commands()).toEqual(['mute', 'hold', 'keypad', 'transfer', 'hangup']);
  press('transfer');
  expect([popups().length, document.activeElement]).toEqual([0, input()]);
});

test('the outcome is shown for some seconds and offers to call back', async () => {
  await startExtended();
  await showCalls([wireCall('a', anna)]);
  const ended_at = Date.now() / 1_000;
  await showCalls([wireCall('a', { ...anna, phase: 'ENDED', end_reason: 'MISSED', ended_at })]);
  expect(popup('.asteriskng-state span')?.textContent).toBe('Missed call');
  press('callBack');
  await pass();
  expect(asked().map((one) => one.replace(/"command_id":"[^"]*"/, '"command_id":"…"'))).toEqual([
    'originate {"phone":"+79101234567","command_id":"…","unless_taken":true}',
  ]);
  await pass(OUTCOME_MS);
  expect(popups()).toEqual([]);
});

test('a call shows once: in the panel while that is open, as a popup while it is folded', async () => {
  await startExtended();
  await showCalls([wireCall('a', anna), wireCall('b', { phase: 'CONVERSATION' })]);
  const places = (): (string | undefined)[] =>
    ['a', 'b'].flatMap((id) =>
      [...document.querySelectorAll(`.asteriskng-call[data-call=${id}]`)].map(
        (card) => card.closest('.asteriskng-root')?.tagName,
      ),
    );
  expect(places()).toEqual(['SECTION', 'SECTION']);
  // The call cannot be lost from sight: the card that rings has no close button there.
  expect(popup('[data-command=close]')).toBeNull();
  popup('[data-command=answer]')?.focus();
  find('[data-command=fold]')?.click();
  expect(places()).toEqual(['DIV', 'DIV', 'SECTION']);
  expect(document.activeElement).toBe(popup('[data-command=answer]'));
  find('[data-command=fold]')?.click();
  press('answer');
  await pass();
  expect(asked()).toEqual(['answer {"unique_id":"a","command_id":"answer:a"}']);
});

test('a ringing call that was sent away as a popup is in the panel when that opens', async () => {
  await startExtended();
  find('[data-command=fold]')?.click();
  await showCalls([wireCall('a', anna)]);
  press('close');
  expect(popups()).toEqual([]);
  find('[data-command=fold]')?.click();
  expect(find('[data-part=call] [data-command=answer]')).not.toBeNull();
});

test('Escape and the close button dismiss a popup until the next step', async () => {
  await startExtended();
  find('[data-command=fold]')?.click();
  await showCalls([wireCall('a'), wireCall('b')]);
  const answer = popup('[data-command=answer]');
  answer?.focus();
  const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
  answer?.dispatchEvent(key);
  expect(popups()).toHaveLength(1);
  press('close');
  expect(popups()).toHaveLength(0);
  expect(document.activeElement).toBe(document.querySelector('.asteriskng-popups'));
  await showCalls([wireCall('a', { phase: 'ENDED', ended_at: Date.now() / 1_000 })]);
  expect(popups()).toHaveLength(1);
});

test('a field elsewhere keeps the focus while popups appear, change and disappear', async () => {
  document.body.insertAdjacentHTML('beforeend', '<textarea class="host"></textarea>');
  const field = document.querySelector<HTMLTextAreaElement>('.host');
  await startExtended();
  field?.focus();
  const ended_at = Date.now() / 1_000;
  for (const phase of ['RINGING', 'CONVERSATION', 'ENDED'] as const) {
    await showCalls([wireCall('a', { phase, ended_at })]);
    expect(document.activeElement).toBe(field);
  }
  await pass(OUTCOME_MS);
  expect([popups(), document.activeElement]).toEqual([[], field]);
  field?.remove();
});

test('the focus stays on its button when the popup is repainted', async () => {
  await startExtended();
  await showCalls([wireCall('a')]);
  popup('[data-command=reject]')?.focus();
  await showCalls([wireCall('a', { via: 'Sales' })]);
  expect(document.activeElement).toBe(popup('[data-command=reject]'));
});

test('an incoming call is announced once at once, and its steps politely', async () => {
  await startExtended();
  await showCalls([wireCall('a', anna)]);
  expect(said('urgent')).toBe('Incoming call: Анна');
  find('[data-part=urgent]')?.replaceChildren();
  await showCalls([wireCall('a', { ...anna, via: 'Sales' })]);
  await showCalls([wireCall('a', { ...anna, phase: 'CONVERSATION' })]);
  expect([said('urgent'), said('said')]).toEqual(['', 'The conversation has begun: Анна']);
});

test('texts from outside are escaped', async () => {
  await startExtended();
  const nasty = '<img src=x onerror="window.xss=1">"><script>window.xss=1</script>';
  const contact_matches = [
    { id: 1, name: nasty },
    { id: '"><img>', name: nasty },
  ];
  const texts = { contact_name: nasty, contact_phone: nasty, company: nasty, responsible: nasty, via: nasty };
  await showCalls([wireCall(nasty, texts), wireCall('b', { contact_matches, contact_phone: nasty })]);
  expect(popup('.asteriskng-name')?.textContent).toBe(nasty);
  expect(document.querySelectorAll('.asteriskng-popups img, .asteriskng-popups script')).toHaveLength(0);
  expect(popups()[1]?.querySelectorAll('[data-command=match]')).toHaveLength(1);
});

test("keys pressed in a popup do not reach amoCRM's hot keys", async () => {
  await startExtended();
  await showCalls([wireCall('a')]);
  const heard = jest.fn();
  document.body.addEventListener('keydown', heard);
  popup('[data-command=answer]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
  document.body.removeEventListener('keydown', heard);
  expect(heard).not.toHaveBeenCalled();
});
