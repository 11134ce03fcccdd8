import type { Account } from './Account';
import { fetchJson } from './fetchJson';
import { getCallStatus, setCallStatus } from './callStatus';
import { choice, language, userNumber, widgetLanguage } from './choice';
import { constant } from './constant';
import { drawDesk } from './drawDesk';
import { notifications } from './notifications';
import { refreshAccount } from './drawOnChange';
import { drawPage, isMissing } from './drawPage';
import { nameUser } from './nameUser';
import { bindPhones } from './bindPhones';
import { loadStyle, playStyle } from './playStyle';
import { clearEarlierRound } from './reloadOnNewRound';
import { openSettings } from './openSettings';
import { styleFrame } from './styleFrame';
import { WidgetHost } from './WidgetHost';

declare global {
  interface Window {
    require: ((
      modules: string[],
      done: (...modules: never[]) => void,
      fail?: (error: unknown) => void,
    ) => void) & { config(options: object): void };
    $: JQueryStatic;
    twigjs: { twig(options: object): { render(params: object): string } };
    APP: object;
    AMOCRM: object;
    /** For tests. */
    sandboxHost: WidgetHost;
  }
}

/** Loads modules by RequireJS. */
function modules(names: string[]): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    window.require(
      names,
      (...loaded: unknown[]) => {
        resolve(loaded);
      },
      reject,
    );
  });
}

/** Builds the host page with amoCRM's global objects, draws it with the desk, and loads the widget. */
async function main(): Promise<void> {
  window.require.config({ baseUrl: '/modules' });
  const [$, , , , twigjs] = await modules(['jquery', 'underscore', 'backbone', 'moment', 'twigjs']);
  window.$ = $ as JQueryStatic;
  window.twigjs = twigjs as Window['twigjs'];
  document.documentElement.lang = widgetLanguage;
  document.body.classList.toggle('page-dark-theme', choice('theme', 'light') === 'dark');
  const account = await fetchJson<Account>(
    styleFrame === null ? `/ajax/account?lang=${language}` : `/ajax/styles/${styleFrame}?lang=${language}`,
  );
  document.title = `${account.name} · AsteriskNG`;
  if (styleFrame === null) clearEarlierRound(account.round);
  nameUser(account.users[userNumber - 1]?.id ?? 0);
  const host = new WidgetHost(account);
  window.sandboxHost = host;

  const draw = (): string =>
    drawPage(location.pathname, account, (path) => {
      navigate(path, { trigger: true });
    });
  const show = (): void => {
    const path = location.pathname;
    if (!isMissing(path, account)) {
      host.pageChanged(draw());
      return;
    }
    // It may have been made just now.
    void refreshAccount(account).then(() => {
      if (location.pathname === path) host.pageChanged(draw());
    });
  };
  const navigate = (path: string, options: { trigger?: boolean } = {}): void => {
    history.pushState(null, '', path);
    if (options.trigger === true) show();
  };
  window.APP = window.AMOCRM = {
    notifications,
    router: { navigate },
    data: { current_card: null },
    isCard: () => location.pathname.includes('/detail/'),
    lang_id: widgetLanguage,
    constant: (name: string) => constant(name, account, userNumber),
    sdk: { setCallStatus, getCallStatus, showUserStatus: () => undefined },
  };
  window.addEventListener('popstate', show);
  window.$(document).on('click', '.js-navigate-link', function (event) {
    event.preventDefault();
    navigate(String(window.$(this).attr('href')), { trigger: true });
  });
  window.$(document).on('click', '.js-open-widget', (event) => {
    event.preventDefault();
    openSettings(account, host, 'jsonSettings');
  });
  bindPhones();
  draw();
  if (styleFrame === null) drawDesk(account, host);
  const style = styleFrame === null ? null : await loadStyle(styleFrame);
  await host.load();
  document.body.setAttribute('data-ready', '');
  if (style !== null) playStyle(style);
}

void main();
