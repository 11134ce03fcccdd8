/** @jest-environment ./test/support/jsdomEnvironment.js */
import { DOUBLE_CLICK_MS } from '../../../src/domain/calls/ClickToCall';
import { asked, find, host, input, pass, press, restart, START_MS, text, type } from './support/panelOnPage';

describe('without a call', () => {
  test('an empty field lists recent contacts, or a message that there are none', async () => {
    input().focus();
    await pass();
    expect(text('.asteriskng-message')).toContain('Недавних звонков пока нет');
  });

  test('arrow keys mark a contact, Enter calls it by its id, Escape closes the list and clears the field', async () => {
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

  test('results of an older search can’t be chosen while the next one runs', async () => {
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

  test('keys typed ahead of the search act on its answer: down and Enter call the first line', async () => {
    input().focus();
    input().value = 'анна';
    input().dispatchEvent(new Event('input', { bubbles: true }));
    press('ArrowDown');
    press('Enter');
    expect(asked()).toEqual([]);
    await pass(300);
    expect(asked()).toEqual(['originate_by_contact {"contact_uuid":"c1"}']);
  });

  test.each([
    ['more typing', () => type('борис')],
    [
      'Escape',
      () => {
        press('Escape');
        return pass(300);
      },
    ],
    [
      'a click on the button',
      () => {
        find('[data-command=act]')?.click();
        return pass(300);
      },
    ],
  ])('keys typed ahead are forgotten by %s', async (_, forget) => {
    host.backend.answersItself = false;
    input().focus();
    input().value = 'анна';
    input().dispatchEvent(new Event('input', { bubbles: true }));
    press('ArrowDown');
    press('Enter');
    host.backend.answersItself = true;
    await forget();
    expect(asked()).toEqual([]);
  });

  test('a chosen contact is not called after its name was overtyped', async () => {
    await type('анна');
    find('[role=option]')?.click();
    expect(input().value).toBe('Анна');
    await type('89991234567');
    press('Enter');
    await pass();
    expect(asked()).toEqual(['originate {"phone":"89991234567"}']);
  });

  test('a text without a number is not dialled, and a hint is shown', async () => {
    await type('zzz!');
    press('Enter');
    expect([asked(), text('.asteriskng-message')]).toEqual([
      [],
      'Введите номер или выберите контакт из списка.',
    ]);
  });

  test('a call being dialled is shown and can be hung up', async () => {
    await type('102');
    press('Enter');
    await pass();
    expect([text('.asteriskng-name'), text('.asteriskng-state'), input().value]).toEqual([
      '102',
      'Звоним. Возьмите трубку.',
      '',
    ]);
    find('[data-command=cancelDial]')?.click();
    await pass();
    expect([asked(), find('.asteriskng-call')]).toEqual([['originate {"phone":"102"}', 'hangup {}'], null]);
  });

  test('a refused call keeps the number and shows the reason', async () => {
    host.backend.answersItself = false;
    await type('102');
    press('Enter');
    await pass();
    const waiting = host.backend.waiting.find(({ request }) => request.content.method === 'originate');
    expect(find('[data-command=act]')?.getAttribute('aria-busy')).toBe('true');
    waiting?.raw({
      headers: { status_code: 200 },
      content: { id: waiting.request.content.id, result: { exception_name: 'AgentUnavailable' } },
    });
    await pass();
    expect([text('.asteriskng-problem'), input().value]).toEqual([
      'Не удалось позвонить: ваш телефон не отвечает',
      '102',
    ]);
    find('[data-command=dismiss]')?.click();
    expect(find('.asteriskng-problem')).toBeNull();
  });

  test('a client whom a colleague has is called by the next press of Enter, but not by the second one of two at once', async () => {
    host.backend.answersItself = false;
    await type('102');
    press('Enter');
    await pass();
    const waiting = host.backend.waiting.find(({ request }) => request.content.method === 'originate');
    waiting?.raw({
      headers: { status_code: 200 },
      content: { id: waiting.request.content.id, result: { exception_name: 'TakenByColleague' } },
    });
    await pass();
    expect(text('.asteriskng-problem')).toBe(
      'Этим клиентом уже занимается коллега. Чтобы всё равно позвонить, нажмите ещё раз.',
    );
    press('Enter');
    await pass();
    expect(asked()).toEqual(['originate {"phone":"102"}']);
    await pass(DOUBLE_CLICK_MS);
    press('Enter');
    await pass();
    expect(asked()).toHaveLength(2);
    expect(find('.asteriskng-problem')).toBeNull();
  });

  test('a failed search can be repeated', async () => {
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

  test('leaving the field closes the list; a press on a line does not leave the field', async () => {
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

test('keys pressed in the panel do not reach the hot keys of amoCRM', () => {
  const heard = jest.fn();
  document.addEventListener('keydown', heard);
  press('a');
  document.removeEventListener('keydown', heard);
  expect(heard).not.toHaveBeenCalled();
});

test('folding is remembered, and its button names what it does', async () => {
  const fold = (): HTMLElement => find('[data-command=fold]') as HTMLElement;
  fold().click();
  expect([
    fold().getAttribute('aria-expanded'),
    fold().getAttribute('aria-label'),
    find('[data-part=body]')?.hidden,
  ]).toEqual(['false', 'Развернуть панель', true]);
  restart('en');
  await pass(START_MS);
  expect([fold().getAttribute('aria-label'), find('[data-part=body]')?.hidden]).toEqual([
    'Unfold the panel',
    true,
  ]);
  fold().click();
  expect(find('[data-part=body]')?.hidden).toBe(false);
});
