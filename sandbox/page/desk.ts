import { ask, userNumber, type Account } from './account';
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

/** The control desk: plays the outside world. It is no part of amoCRM and looks so. */
export function drawDesk(account: Account, host: WidgetHost): void {
  const { $ } = window;
  const desk = $('#desk').toggleClass('folded', localStorage.getItem('sandbox.desk') === 'folded');
  const button = (text: string, press: () => void): JQuery =>
    $('<button type="button"></button>').text(text).on('click', press);
  const me = account.users[userNumber - 1];
  const extensions = account.users.map(({ extension }) => extension).filter(Boolean);
  const callers = account.cards.filter(({ kind }) => kind === 'contacts');
  const from = $('<select aria-label="Кто звонит"></select>');
  for (const card of callers)
    from.append(
      $('<option></option>')
        .val((card.phones[0] ?? '').replace(/[^+\d]/g, ''))
        .text(card.name.slice(0, 40)),
    );
  const fault = $('<select aria-label="Прокси"></select>');
  for (const kind of FAULTS) fault.append($('<option></option>').text(kind));
  fault.on('change', () => void ask('/desk/fault', { kind: String(fault.val()) }));
  const state = $('<span data-desk="state"></span>');
  const log = $('<pre aria-label="Последние запросы" tabindex="0"></pre>');
  const errors = $('<div class="desk-error"></div>');

  const head = $('<div class="desk-head"></div>').append(
    $('<b></b>').text('Пульт песочницы: мир вокруг amoCRM'),
    button('▁ свернуть / развернуть', () => {
      desk.toggleClass('folded');
      localStorage.setItem('sandbox.desk', desk.hasClass('folded') ? 'folded' : '');
    }),
  );
  const body = $('<div class="desk-body"></div>').append(
    from,
    button('☎ Звонит мне', () => void ask('/desk/incoming', { from: from.val(), to: [me?.extension ?? ''] })),
    button('☎ Звонит всем', () => void ask('/desk/incoming', { from: from.val(), to: extensions })),
    button('Клиент кладёт трубку', () => void ask('/desk/far-hangup', { extension: me?.extension ?? '' })),
    button('Убить сервер', () => void ask('/desk/kill', {})),
    button('Оживить сервер', () => void ask('/desk/revive', {})),
    $('<label></label>').text('Прокси: ').append(fault),
    button('Тёмная тема', () => document.body.classList.toggle('page-dark-theme')),
    $('<a target="_blank"></a>')
      .attr('href', `/?user=${userNumber === 1 ? 2 : 1}`)
      .text('Другой сотрудник'),
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
      `сервер ${isAlive ? 'жив' : 'мёртв'} · ${minute} запросов/мин · ${me?.name ?? ''} (${me?.extension || 'без номера'})`,
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
