/** @jest-environment jsdom */
import '../../support/domGaps';
import { FakeAmocrm } from '../../support/FakeAmocrm';
import type { AmoCallbacks } from '../../../src/system/plugin/AmoWidget';

let host: FakeAmocrm;
let callbacks: AmoCallbacks;

beforeEach(() => {
  jest.useFakeTimers({ now: 1_763_700_100_000 });
  localStorage.clear();
  host = new FakeAmocrm();
  host.backend.abortable = true;
  callbacks = host.start();
});

afterEach(() => {
  callbacks.destroy();
  jest.useRealTimers();
});

const pass = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);
const find = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(`.asteriskng-root ${selector}`);
const text = (selector: string): string => find(selector)?.textContent.trim() ?? '';
const input = (): HTMLInputElement => find('input') as HTMLInputElement;
const press = (key: string, target: HTMLElement = input()): void => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const asked = (): string[] => host.backend.seen.filter(({ content }) => !/^(get_|ping)/.test(content.method)).map(({ content }) => `${content.method} ${JSON.stringify(content.params)}`);

async function type(value: string): Promise<void> {
  input().focus();
  input().value = value;
  input().dispatchEvent(new Event('input', { bubbles: true }));
  await pass(300);
}

async function talk(changes: object = {}): Promise<void> {
  await pass();
  host.backend.poll().answer({
    status: 'CONVERSATION',
    call_info: { unique_id: 'u1', contact_name: 'Иван Петров', contact_id: '77', contact_phone: '+79101234567', is_hold: false, is_mute: false, timestamp: Date.now() / 1_000, ...changes },
  });
  await pass();
}

async function hangUp(): Promise<void> {
  host.backend.poll().answer({ status: 'NOT_CONVERSATION', call_info: null });
  await pass();
}

describe('without a call', () => {
  test('an empty field lists the last contacts, or says that there are none', async () => {
    input().focus();
    await pass();
    expect(text('.asteriskng-message')).toContain('Недавних звонков пока нет');
  });

  test('arrow keys mark a contact, Enter calls it by its key, Escape closes and clears', async () => {
    await type('анна');
    expect(input().getAttribute('aria-expanded')).toBe('true');
    press('ArrowDown');
    expect(input().getAttribute('aria-activedescendant')).toBe('asteriskng-line-0');
    expect(find('#asteriskng-line-0')?.getAttribute('aria-selected')).toBe('true');
    press('Enter');
    await pass();
    expect(asked()).toEqual(['originate_by_contact {"contact_uuid":"c1"}']);
    await type('б');
    press('Escape');
    expect([find('[role=listbox]'), input().value]).toEqual([null, 'б']);
    press('Escape');
    expect(input().value).toBe('');
  });

  test('what an older search shows can not be chosen while the next one runs', async () => {
    await type('анна');
    host.backend.answersItself = false;
    await type('борис');
    expect(find('[role=listbox]')?.getAttribute('aria-busy')).toBe('true');
    press('ArrowDown');
    find('[role=option]')?.click();
    press('Enter');
    await pass();
    expect([asked(), input().value]).toEqual([[], 'борис']);
  });

  test('a contact that was chosen and then overtyped is not called', async () => {
    await type('анна');
    find('[role=option]')?.click();
    expect(input().value).toBe('Анна');
    await type('89991234567');
    press('Enter');
    await pass();
    expect(asked()).toEqual(['originate {"phone":"89991234567"}']);
  });

  test('what is no number is not dialled, and that is said', async () => {
    await type('zzz!');
    press('Enter');
    expect([asked(), text('.asteriskng-message')]).toEqual([[], 'Введите номер или выберите контакт из списка.']);
  });

  test('while it is dialled the call shows and can be hung up', async () => {
    await type('102');
    press('Enter');
    await pass();
    expect([text('.asteriskng-name'), text('.asteriskng-state'), input().value]).toEqual(['102', 'Звоним. Возьмите трубку.', '']);
    find('[data-command=hangup]')?.click();
    await pass();
    expect([asked(), find('.asteriskng-call')]).toEqual([['originate {"phone":"102"}', 'hangup {}'], null]);
  });

  test('a refused call keeps the number and says why', async () => {
    host.backend.answersItself = false;
    await type('102');
    press('Enter');
    await pass();
    const waiting = host.backend.waiting.find(({ request }) => request.content.method === 'originate');
    expect(find('[data-command=act]')?.getAttribute('aria-busy')).toBe('true');
    waiting?.raw({ headers: { status_code: 200 }, content: { id: waiting.request.content.id, result: { exception_name: 'AgentUnavailable' } } });
    await pass();
    expect([text('.asteriskng-problem'), input().value]).toEqual(['Не удалось позвонить: ваш телефон не отвечает', '102']);
    find('[data-command=dismiss]')?.click();
    expect(find('.asteriskng-problem')).toBeNull();
  });

  test('a failed search offers to try again', async () => {
    host.backend.answersItself = false;
    await type('анна');
    const search = host.backend.waiting.find(({ request }) => request.content.method === 'get_contacts');
    search?.fail();
    await pass();
    expect(text('.asteriskng-message')).toContain('сервер недоступен');
    host.backend.answersItself = true;
    find('[data-command=retry]')?.click();
    await pass();
    expect(text('[role=option]')).toContain('Анна');
  });

  test('leaving the field closes the list; a press on a line does not leave it', async () => {
    await type('анна');
    const line = find('[role=option]');
    expect(line?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))).toBe(false);
    document.body.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    expect(find('[role=listbox]')).toBeNull();
    press('ArrowDown');
    await pass();
    expect(find('[role=listbox]')).not.toBeNull();
    find('[data-part=handle]')?.focus();
    expect(find('[role=listbox]')).toBeNull();
    input().focus();
    await type('x');
    find('[data-command=clear]')?.click();
    expect([input().value, document.activeElement]).toEqual(['', input()]);
  });
});

describe('in a call', () => {
  test('shows who, the number, and the time from the backend', async () => {
    await talk({ timestamp: Date.now() / 1_000 - 65 });
    await pass(2_000);
    expect([text('.asteriskng-name'), text('.asteriskng-number'), text('[data-time]'), text('.asteriskng-state span')]).toEqual(['Иван Петров', '+7 910 123-45-67', '1:07', 'Разговор']);
    expect(text('[data-part=said]')).toBe('Разговор начался: Иван Петров');
    await hangUp();
    expect([find('.asteriskng-call'), text('[data-part=said]')]).toEqual([null, 'Разговор завершён']);
  });

  test('the name opens the card inside amoCRM; with a modifier the browser does its own', async () => {
    await talk();
    const link = find('a.asteriskng-name') as HTMLAnchorElement;
    expect(link.getAttribute('href')).toBe('/contacts/detail/77');
    const plain = new MouseEvent('click', { bubbles: true, cancelable: true });
    const modified = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
    link.dispatchEvent(plain);
    link.removeAttribute('href');
    link.dispatchEvent(modified);
    expect([plain.defaultPrevented, modified.defaultPrevented, host.visited]).toEqual([true, false, ['/contacts/detail/77']]);
  });

  test.each([
    ['mute', 'set_mute {"is_mute":true}', { is_mute: true }, 'Разговор · микрофон выключен'],
    ['hold', 'set_hold {"is_hold":true}', { is_hold: true }, 'На удержании'],
  ])('%s waits for the backend, keeps the focus, and shows what it says', async (command, request, changes, state) => {
    await talk();
    const button = (): HTMLElement => find(`[data-command=${command}]`) as HTMLElement;
    button().focus();
    button().click();
    button().click();
    await pass();
    expect(asked()).toEqual([request]);
    expect([button().getAttribute('aria-pressed'), button().getAttribute('aria-busy'), document.activeElement]).toEqual(['false', 'true', button()]);
    await talk(changes);
    expect([button().getAttribute('aria-pressed'), button().getAttribute('aria-busy'), document.activeElement]).toEqual(['true', null, button()]);
    expect(text('.asteriskng-state span')).toBe(state);
    button().click();
    await talk();
    expect(button().getAttribute('aria-pressed')).toBe('false');
  });

  test.each(['mute', 'hold', 'hangup'])('a refused %s rolls back with its reason', async (command) => {
    await talk();
    host.backend.answersItself = false;
    find(`[data-command=${command}]`)?.click();
    host.backend.waiting.find(({ request }) => request.content.method !== 'get_agent_status')?.fail();
    await pass();
    expect(find(`[data-command=${command}]`)?.getAttribute('aria-busy')).toBeNull();
    expect(text('.asteriskng-problem')).toContain('сервер недоступен');
  });

  test('a redirect to a contact is one redirect, however often it is pressed', async () => {
    await talk();
    expect(text('[data-part=label]')).toBe('Кому передать звонок?');
    await type('анна');
    press('ArrowDown');
    press('Enter');
    press('Enter');
    find('[data-command=act]')?.click();
    await pass();
    expect(asked()).toEqual(['redirect {"phone":"+79101234567"}']);
    await hangUp();
    expect(find('.asteriskng-call')).toBeNull();
  });

  test('a call that ends under the focus leaves the focus in the panel', async () => {
    await talk();
    find('[data-command=hangup]')?.focus();
    await hangUp();
    expect(document.activeElement).toBe(document.querySelector('.asteriskng-root'));
  });

  test('markup from outside is text', async () => {
    const nasty = '<img src=x onerror="window.xss=1">"><script>window.xss=1</script>';
    await talk({ contact_name: nasty, contact_phone: nasty, contact_id: '"><img>', unique_id: nasty });
    await type(nasty);
    expect(text('.asteriskng-name')).toBe(nasty);
    expect(document.querySelectorAll('.asteriskng-root img, .asteriskng-root script, a')).toHaveLength(0);
  });

  test('a dead backend shows as such, with the last known call', async () => {
    await talk();
    for (let turn = 0; turn < 4; turn += 1) {
      host.backend.poll().fail();
      await pass(10_000);
    }
    expect([text('[data-part=status]'), text('.asteriskng-name')]).toEqual(['Нет связи с сервером', 'Иван Петров']);
    expect(host.notices.map(({ kind }) => kind)).toEqual(['error']);
    await talk();
    expect(text('[data-part=status]')).toBe('Идёт разговор');
    expect(host.notices.map(({ kind }) => kind)).toEqual(['error', 'info']);
  });
});

test('keys pressed in the panel do not reach the hot keys of amoCRM', () => {
  const heard = jest.fn();
  document.addEventListener('keydown', heard);
  press('a');
  document.removeEventListener('keydown', heard);
  expect(heard).not.toHaveBeenCalled();
});

test('folding is remembered, and says what it does', async () => {
  const fold = (): HTMLElement => find('[data-command=fold]') as HTMLElement;
  fold().click();
  expect([fold().getAttribute('aria-expanded'), fold().getAttribute('aria-label'), find('[data-part=body]')?.hidden]).toEqual(['false', 'Развернуть панель', true]);
  callbacks.destroy();
  callbacks = new FakeAmocrm('en').start();
  await pass();
  expect([fold().getAttribute('aria-label'), find('[data-part=body]')?.hidden]).toEqual(['Unfold the panel', true]);
  fold().click();
  expect(find('[data-part=body]')?.hidden).toBe(false);
});
