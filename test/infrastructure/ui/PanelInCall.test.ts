/** @jest-environment ./test/support/jsdomEnvironment.js */
import { REFRESH_MS } from '../../../src/domain/calls/CallControl';
import { asked, find, hangUp, host, input, pass, press, talk, text, type } from './support/panelOnPage';

describe('in a call', () => {
  test('shows name, number, and the time by the backend’s clock', async () => {
    await talk({ timestamp: Date.now() / 1_000 - 65 });
    await pass(2_000);
    expect([
      text('.asteriskng-name'),
      text('.asteriskng-number'),
      text('[data-time]'),
      text('.asteriskng-state span'),
    ]).toEqual(['Иван Петров', '+7 910 123-45-67', '1:07', 'Разговор']);
    expect(text('[data-part=said]')).toBe('Разговор начался: Иван Петров');
    await hangUp();
    expect([find('.asteriskng-call'), text('[data-part=said]')]).toEqual([null, 'Разговор завершён']);
  });

  test('the name opens the card in amoCRM; with a modifier it is left to the browser', async () => {
    await talk();
    const link = find('a.asteriskng-name') as HTMLAnchorElement;
    expect(link.getAttribute('href')).toBe('/contacts/detail/77');
    const plain = new MouseEvent('click', { bubbles: true, cancelable: true });
    const modified = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
    link.dispatchEvent(plain);
    link.removeAttribute('href');
    link.dispatchEvent(modified);
    expect([plain.defaultPrevented, modified.defaultPrevented, host.visited]).toEqual([
      true,
      false,
      ['/contacts/detail/77'],
    ]);
  });

  test('a poll follows after a second when a backend has muted without ending its poll, as the original one', async () => {
    await talk();
    const button = (): HTMLElement => find('[data-command=mute]') as HTMLElement;
    const held = host.backend.poll();
    button().click();
    await pass(REFRESH_MS - 1);
    expect([button().getAttribute('aria-busy'), host.backend.poll()]).toEqual(['true', held]);
    await pass(1);
    // The backend compares the status in the poll with the current one: they differ, so it answers at once.
    expect(host.backend.poll()).not.toBe(held);
    const { current_status } = host.backend.poll().request.content.params as { current_status: object };
    expect(current_status).toMatchObject({ call_info: { unique_id: 'u1', is_mute: false } });
    await talk({ is_mute: true });
    expect([button().getAttribute('aria-busy'), button().getAttribute('aria-pressed')]).toEqual([
      null,
      'true',
    ]);
  });

  test.each([
    ['mute', 'set_mute {"is_mute":true}', { is_mute: true }, 'Разговор · микрофон выключен', 'Микрофон'],
    ['hold', 'set_hold {"is_hold":true}', { is_hold: true }, 'На удержании', 'Снять с удержания'],
  ])(
    '%s is pending until the backend answers, keeps the focus, and shows the reported state',
    async (command, request, changes, state, word) => {
      await talk();
      const before = find(`[data-command=${command}]`)?.textContent;
      const button = (): HTMLElement => find(`[data-command=${command}]`) as HTMLElement;
      button().focus();
      button().click();
      button().click();
      await pass();
      expect(asked()).toEqual([request]);
      expect([button().textContent, button().getAttribute('aria-busy'), document.activeElement]).toEqual([
        before,
        'true',
        button(),
      ]);
      await talk(changes);
      expect([button().textContent, button().getAttribute('aria-busy'), document.activeElement]).toEqual([
        word,
        null,
        button(),
      ]);
      expect(text('.asteriskng-state span')).toBe(state);
      button().click();
      await talk();
      expect(button().textContent).toBe(before);
    },
  );

  test.each(['mute', 'hold', 'hangup'])(
    'a refused %s changes nothing and shows the reason',
    async (command) => {
      await talk();
      host.backend.answersItself = false;
      find(`[data-command=${command}]`)?.click();
      host.backend.waiting.find(({ request }) => request.content.method !== 'get_agent_status')?.fail();
      await pass();
      expect(find(`[data-command=${command}]`)?.getAttribute('aria-busy')).toBeNull();
      expect(text('.asteriskng-problem')).toContain('сервер недоступен');
    },
  );

  test('a number typed for a new call is not the target of a transfer of an arriving call', async () => {
    await type('89991234567');
    await talk();
    press('Enter');
    await pass();
    expect([asked(), input().value]).toEqual([[], '']);
    await type('102');
    await hangUp();
    press('Enter');
    await pass();
    expect([asked(), input().value]).toEqual([[], '']);
    // It is there once the field is left: a key is not meant for a transfer any more.
    document.body.click();
    expect(input().value).toBe('89991234567');
  });

  test('what was typed for a new call is there again after a call that was transferred, whose end comes before the answer', async () => {
    await type('89991234567');
    await talk({ contact_phone: '+79160001122' });
    host.backend.answersItself = false;
    await type('102');
    press('Enter');
    await pass();
    const redirect = host.backend.waiting.find(({ request }) => request.content.method === 'redirect');
    await hangUp();
    expect(input().value).toBe('');
    redirect?.answer(null);
    await pass();
    expect(input().value).toBe('89991234567');
    // Cleared by the agent, it does not come back.
    await type('');
    await talk();
    await hangUp();
    expect(input().value).toBe('');
  });

  test('a transfer pressed several times is one request', async () => {
    await talk({ contact_phone: '+79160001122' });
    expect(text('[data-part=label]')).toBe('Кому передать звонок?');
    await type('анна');
    press('ArrowDown');
    press('Enter');
    expect(asked()).toEqual([]);
    press('Enter');
    press('Enter');
    find('[data-command=act]')?.click();
    await pass();
    expect(asked()).toEqual(['redirect {"phone":"+79101234567"}']);
    await hangUp();
    expect(find('.asteriskng-call')).toBeNull();
  });

  test('when a call with the focus ends the focus stays in the panel', async () => {
    await talk();
    find('[data-command=hangup]')?.focus();
    await hangUp();
    expect(document.activeElement).toBe(document.querySelector('section.asteriskng-root'));
  });

  test('texts from outside are escaped', async () => {
    const nasty = '<img src=x onerror="window.xss=1">"><script>window.xss=1</script>';
    await talk({ contact_name: nasty, contact_phone: nasty, contact_id: '"><img>', unique_id: nasty });
    await type(nasty);
    expect(text('.asteriskng-name')).toBe(nasty);
    expect(document.querySelectorAll('.asteriskng-root img, .asteriskng-root script, a')).toHaveLength(0);
  });

  test('a stopped backend is shown, with the last known call', async () => {
    await talk();
    for (let turn = 0; turn < 4; turn += 1) {
      host.backend.poll().fail();
      await pass(10_000);
    }
    expect([text('[data-part=status]'), text('.asteriskng-name')]).toEqual([
      'Нет связи с сервером',
      'Иван Петров',
    ]);
    expect(host.notices.map(({ kind }) => kind)).toEqual(['error']);
    await talk();
    expect(text('[data-part=status]')).toBe('Идёт разговор');
    expect(host.notices.map(({ kind }) => kind)).toEqual(['error', 'info']);
  });
});
