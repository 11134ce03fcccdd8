import { ask, language, userNumber, type Account } from './account';
import type { WidgetHost } from './WidgetHost';

interface DeskState {
  readonly isAlive: boolean;
  readonly records: readonly {
    readonly user: string;
    readonly method: string;
    readonly params: unknown;
    readonly outcome: string;
  }[];
}

const FAULTS = [
  'none',
  'slow',
  'hang',
  'drop',
  'badGateway',
  'html',
  'empty',
  'null',
  'noContent',
  'wrongId',
  'wrongResult',
  'textStatus',
  'exception',
];

const words = {
  ru: {
    title: 'Пульт песочницы: мир вокруг amoCRM',
    fold: '▁ свернуть / развернуть',
    ringMe: '☎ Звонит мне',
    ringAll: '☎ Звонит всем',
    farHangup: 'Клиент кладёт трубку',
    kill: 'Убить сервер',
    revive: 'Оживить сервер',
    proxy: 'Прокси: ',
    dark: 'Тёмная тема',
    other: 'Другой сотрудник',
    alive: 'сервер жив',
    dead: 'сервер мёртв',
    perMinute: 'запросов/мин',
    noNumber: 'без номера',
    caller: 'Кто звонит',
    log: 'Последние запросы',
  },
  en: {
    title: 'Control desk: the world around amoCRM',
    fold: '▁ fold / unfold',
    ringMe: '☎ Calls me',
    ringAll: '☎ Calls everybody',
    farHangup: 'The client hangs up',
    kill: 'Kill the backend',
    revive: 'Revive the backend',
    proxy: 'Proxy: ',
    dark: 'Dark theme',
    other: 'Another agent',
    alive: 'backend alive',
    dead: 'backend dead',
    perMinute: 'requests/min',
    noNumber: 'no extension',
    caller: 'Who calls',
    log: 'Last requests',
  },
}[language];

/** The control desk: plays the outside world. It is no part of amoCRM and looks so. */
export function drawDesk(account: Account, host: WidgetHost): void {
  const { $ } = window;
  const desk = $('#desk').toggleClass('folded', localStorage.getItem('sandbox.desk') === 'folded');
  const button = (text: string, press: () => void): JQuery =>
    $('<button type="button"></button>').text(text).on('click', press);
  const me = account.users[userNumber - 1];
  const extensions = account.users.map(({ extension }) => extension).filter(Boolean);
  const callers = account.cards.filter(({ kind }) => kind === 'contacts');
  const from = $('<select ></select>').attr('aria-label', words.caller);
  for (const card of callers)
    from.append(
      $('<option></option>')
        .val((card.phones[0] ?? '').replace(/[^+\d]/g, ''))
        .text(card.name.slice(0, 40)),
    );
  const fault = $('<select ></select>').attr('aria-label', words.proxy);
  for (const kind of FAULTS) fault.append($('<option></option>').text(kind));
  fault.on('change', () => void ask('/desk/fault', { kind: String(fault.val()) }));
  const state = $('<span data-desk="state"></span>');
  const log = $('<pre tabindex="0"></pre>').attr('aria-label', words.log);
  const errors = $('<div class="desk-error"></div>');

  const head = $('<div class="desk-head"></div>').append(
    $('<b></b>').text(words.title),
    button(words.fold, () => {
      desk.toggleClass('folded');
      localStorage.setItem('sandbox.desk', desk.hasClass('folded') ? 'folded' : '');
    }),
  );
  const body = $('<div class="desk-body"></div>').append(
    from,
    button(words.ringMe, () => void ask('/desk/incoming', { from: from.val(), to: [me?.extension ?? ''] })),
    button(words.ringAll, () => void ask('/desk/incoming', { from: from.val(), to: extensions })),
    button(words.farHangup, () => void ask('/desk/far-hangup', { extension: me?.extension ?? '' })),
    button(words.kill, () => void ask('/desk/kill', {})),
    button(words.revive, () => void ask('/desk/revive', {})),
    $('<label></label>').text(words.proxy).append(fault),
    button(words.dark, () => document.body.classList.toggle('page-dark-theme')),
    $('<a target="_blank"></a>')
      .attr('href', `/?user=${userNumber === 1 ? 2 : 1}`)
      .text(words.other),
    $('<a></a>').attr('href', '?lang=ru').text('RU'),
    $('<a></a>').attr('href', '?lang=en').text('EN'),
    state,
    errors,
    log,
  );
  desk.append(head, body);

  const refresh = async (): Promise<void> => {
    const { isAlive, records } = await ask<DeskState>('/desk/state');
    const minute = host.requests.filter((at) => at > Date.now() - 60_000).length;
    state.text(
      `${isAlive ? words.alive : words.dead} · ${minute} ${words.perMinute} · ${me?.name ?? ''} (${me?.extension || words.noNumber})`,
    );
    errors.text(host.errors.join('; '));
    log.text(
      records
        .map(
          ({ user, method, params, outcome }) =>
            `${user} ${method} ${JSON.stringify(params)} → ${outcome || '…'}`,
        )
        .reverse()
        .join('\n'),
    );
  };
  setInterval(() => {
    if (!desk.hasClass('folded') && document.visibilityState === 'visible') void refresh();
  }, 1_000);
}
