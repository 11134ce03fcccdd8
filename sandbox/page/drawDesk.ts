import type { Account } from './Account';
import { fetchJson } from './fetchJson';
import { callStatusTitle, onCallStatus } from './callStatus';
import { language, userNumber } from './choice';
import type { DeskState } from './DeskState';
import { dialable } from './dialable';
import { faultKinds } from './faultKinds';
import { faultTitles } from './faultTitles';
import { refreshIfChanged } from './drawOnChange';
import { createStatusLine } from './createStatusLine';
import { deskCommand } from './deskCommand';
import { drawScenarios } from './drawScenarios';
import { reloadOnNewRound } from './reloadOnNewRound';
import type { WidgetHost } from './WidgetHost';

/** Width of the window up to which the desk is folded at first, as it would cover the panel, px. */
const NARROW = 720;

const words = {
  ru: {
    title: 'Пульт песочницы',
    fold: 'Свернуть',
    unfold: 'Развернуть',
    ringMe: '☎ Звонит мне',
    ringAll: '☎ Звонит всем',
    farHangup: 'Другая сторона кладёт трубку',
    kill: 'Убить сервер',
    revive: 'Оживить сервер',
    startOver: 'Начать заново',
    hint: 'Нажмите кнопку: здесь будет сказано, на что смотреть.',
    proxy: 'Прокси: ',
    dark: 'Тёмная тема',
    other: 'Другой сотрудник',
    limited: 'Видит только свои карточки',
    second: 'Вторая вкладка того же сотрудника',
    callStatus: 'статус звонка',
    alive: 'сервер жив',
    dead: 'сервер мёртв',
    perMinute: 'запросов/мин',
    noNumber: 'без номера',
    caller: 'Кто звонит',
    log: 'Последние запросы',
  },
  en: {
    title: 'Control desk of the sandbox',
    fold: 'Fold',
    unfold: 'Unfold',
    ringMe: '☎ Calls me',
    ringAll: '☎ Calls everybody',
    farHangup: 'The other end hangs up',
    kill: 'Kill the backend',
    revive: 'Revive the backend',
    startOver: 'Start over',
    hint: 'Press a button: what to look at is said here.',
    proxy: 'Proxy: ',
    dark: 'Dark theme',
    other: 'Another agent',
    limited: 'Views only their own cards',
    second: 'Second tab of the same agent',
    callStatus: 'call status',
    alive: 'backend alive',
    dead: 'backend dead',
    perMinute: 'requests/min',
    noNumber: 'no extension',
    caller: 'Who calls',
    log: 'Last requests',
  },
}[language];

/**
 * Draws the control desk, with commands for calls, scenarios, backend and proxy, and the state of the sandbox. It is
 * not part of amoCRM and does not look like it.
 */
export function drawDesk(account: Account, host: WidgetHost): void {
  const { $ } = window;
  const kept = localStorage.getItem('sandbox.desk') ?? (window.innerWidth <= NARROW ? 'folded' : '');
  const desk = $('#desk')
    .attr('aria-label', words.title)
    .toggleClass('folded', kept === 'folded');
  const button = (text: string, press: () => void): JQuery =>
    $('<button type="button"></button>').text(text).on('click', press);
  const line = createStatusLine(words.hint);
  const send = async (name: string, body: object): Promise<void> => {
    const error = await deskCommand(name, body);
    if (error === '') line.show('');
    else line.showError(error);
  };
  const me = account.users[userNumber - 1];
  const extensions = account.users.map(({ extension }) => extension).filter(Boolean);
  const callers = account.life.cards.filter(({ kind }) => kind === 'contacts');
  const from = $('<select ></select>').attr('aria-label', words.caller);
  for (const card of callers)
    from.append($('<option></option>').val(dialable(card.phones[0])).text(card.name.slice(0, 40)));
  const fault = $('<select ></select>').attr('aria-label', words.proxy);
  for (const kind of faultKinds)
    fault.append($('<option></option>').val(kind).text(faultTitles[kind][language]));
  fault.on('change', () => void send('fault', { kind: String(fault.val()) }));
  const state = $('<span data-desk="state"></span>');
  const callStatus = $('<span></span>').attr('data-desk', 'call-status');
  onCallStatus((status) => callStatus.text(`${words.callStatus}: ${callStatusTitle(status)}`));
  const tab = (user: number, text: string): JQuery =>
    $('<a target="_blank"></a>').attr('href', `/?user=${user}&lang=${language}`).text(text);
  const log = $('<pre tabindex="0"></pre>').attr('aria-label', words.log);
  const errors = $('<div class="desk-error"></div>');

  const fold = button('', () => {
    desk.toggleClass('folded');
    localStorage.setItem('sandbox.desk', desk.hasClass('folded') ? 'folded' : '');
    labelFold();
  });
  const labelFold = (): void => {
    const isFolded = desk.hasClass('folded');
    fold.text(isFolded ? words.unfold : words.fold).attr('aria-expanded', String(!isFolded));
  };
  labelFold();
  const head = $('<div class="desk-head"></div>').append($('<b></b>').text(words.title), fold);
  // Commands for the sandbox's own backend, hidden with an external one.
  const ownBackend = $('<span class="desk-played"></span>').append(
    from,
    button(words.ringMe, () => void send('incoming', { from: from.val(), to: [me?.extension ?? ''] })),
    button(words.ringAll, () => void send('incoming', { from: from.val(), to: extensions })),
    button(words.farHangup, () => void send('far-hangup', { extension: me?.extension ?? '' })),
    button(words.kill, () => void send('kill', {})),
    button(words.revive, () => void send('revive', {})),
  );
  const body = $('<div class="desk-body"></div>').append(
    ownBackend,
    button(words.startOver, () => void send('start-over', {})),
    $('<label></label>').text(words.proxy).append(fault),
    button(words.dark, () => document.body.classList.toggle('page-dark-theme')),
    tab(userNumber, words.second),
    tab(userNumber === 1 ? 2 : 1, words.other),
    tab(account.users.findIndex(({ viewsOwn }) => viewsOwn === true) + 1, words.limited),
    $('<a></a>').attr('href', '?lang=ru').text('RU'),
    $('<a></a>').attr('href', '?lang=en').text('EN'),
    state,
    callStatus,
    errors,
    log,
  );
  desk.append(head, line.node, body);
  void drawScenarios(me?.extension ?? '', line).then((list) => body.prepend(list));

  const label = (user: typeof me): string => `${user?.name ?? ''} (${user?.extension || words.noNumber})`;
  const refresh = async (): Promise<void> => {
    const now = await fetchJson<DeskState>(`/desk/state?extension=${me?.extension ?? ''}`);
    const { isAlive, isExternal, records } = now;
    reloadOnNewRound(account.round, now);
    await refreshIfChanged(account, now.version);
    ownBackend.toggleClass('desk-away', isExternal);
    // There are no scenarios, so the hint on them would be wrong.
    if (isExternal && line.node.text() === words.hint) line.show('');
    const minute = host.requests.filter((at) => at > Date.now() - 60_000).length;
    state.text(
      `${isAlive ? words.alive : words.dead} · ${minute} ${words.perMinute} · ${isExternal ? (me?.email ?? '') : label(me)}`,
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
    // The request also marks this page as open. Without an answer the desk keeps the last state.
    void refresh().catch(() => undefined);
  }, 1_000);
}
