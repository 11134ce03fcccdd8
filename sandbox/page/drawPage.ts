import type { Account, AccountLife, Card } from './Account';
import { drawAddForm } from './drawAddForm';
import { drawCard, leadState } from './drawCard';
import { language, userNumber } from './choice';
import { mayView } from './mayView';
import { drawOnChange } from './drawOnChange';
import { phoneLink } from './bindPhones';
import { drawTasks } from './drawTasks';
import { drawUnsorted } from './drawUnsorted';

const words = {
  ru: {
    contacts: 'Контакты',
    leads: 'Сделки',
    companies: 'Компании',
    tasks: 'Задачи',
    settings: 'Настройки',
    none: 'Нет такой страницы',
    open: 'Открыть настройки интеграции',
    integrations: 'Интеграции',
  },
  en: {
    contacts: 'Contacts',
    leads: 'Leads',
    companies: 'Companies',
    tasks: 'Tasks',
    settings: 'Settings',
    none: 'No such page',
    open: 'Open the settings of the integration',
    integrations: 'Integrations',
  },
}[language];

/** Pages of the menu: path, title, and the number shown beside it. */
const MENU: readonly (readonly [string, string, ((life: AccountLife) => number)?])[] = [
  ['/contacts/list/', words.contacts],
  ['/leads/list/', words.leads, ({ unsorted }) => unsorted.length],
  ['/companies/list/', words.companies],
  ['/todo/list/', words.tasks, ({ tasks }) => tasks.filter(({ isDone }) => !isDone).length],
  ['/settings/widgets/', words.settings],
];

/**
 * Draws the left menu and the page for this path.
 * @param open opens another page of the host
 * @returns amoCRM's name of the page's area, such as `ccard`
 */
export function drawPage(path: string, account: Account, open: (path: string) => void): string {
  const { $ } = window;
  const { kind, view } = partsOf(path);
  $('#left_menu').empty();
  for (const [href, title, waiting = () => 0] of MENU) {
    const link = $('<a class="js-navigate-link"></a>')
      .attr('href', href)
      .toggleClass('active', partsOf(href).kind === (kind || 'contacts'))
      .appendTo('#left_menu');
    drawOnChange(link, () => {
      const count = waiting(account.life);
      link.text(title);
      if (count > 0) link.append(' ', $('<span class="host-count"></span>').text(count));
    });
  }
  const page = $('#page_holder').empty();
  const card = cardOf(path, account);
  if (view === 'detail' && card) {
    page.append(drawCard(card, account));
    return { contacts: 'ccard', leads: 'lcard', companies: 'comcard' }[card.kind];
  }
  if (view === 'add') {
    page.append(drawAddForm(account, open));
    return 'ccard';
  }
  if (kind === 'todo') {
    page.append(drawTasks(account));
    return 'tlist';
  }
  if (kind === 'settings') {
    page.append($('<div class="page-title"></div>').text(words.integrations));
    page.append($('<a href="#" class="js-open-widget"></a>').text(words.open));
    return 'settings';
  }
  const shown = kind === 'leads' || kind === 'companies' ? kind : 'contacts';
  page.append(
    $('<div class="page-title"></div>').text(words[shown]),
    shown === 'leads' ? drawUnsorted(account, open) : '',
    table(
      seenCards(account).filter((one) => one.kind === shown),
      account,
    ),
  );
  return { contacts: 'clist', leads: 'llist', companies: 'clist' }[shown];
}

/** Is it the page of a card that this copy of the account does not have? */
export function isMissing(path: string, account: Account): boolean {
  return partsOf(path).view === 'detail' && cardOf(path, account) === undefined;
}

function partsOf(path: string): { readonly kind: string; readonly view: string; readonly id: string } {
  const [, kind = '', view = '', id = ''] = path.split('/');
  return { kind, view, id };
}

/** The card whose page it is; undefined: none, or the user may not view it. */
function cardOf(path: string, account: Account): Card | undefined {
  const { kind, id } = partsOf(path);
  return seenCards(account).find((one) => one.kind === kind && one.id === id);
}

/** The cards that the page's user may view. */
function seenCards({ users, life }: Account): readonly Card[] {
  return life.cards.filter((card) => mayView(users[userNumber - 1], card));
}

/** A list of cards. */
function table(cards: readonly Card[], account: Account): JQuery {
  const { $ } = window;
  const node = $('<table class="host-table"></table>');
  for (const card of cards) {
    const name = $('<a class="js-navigate-link"></a>')
      .attr('href', `/${card.kind}/detail/${card.id}`)
      .text(card.name);
    const phones = card.phones.map((phone) => $('<div></div>').append(phoneLink(phone)));
    $('<tr></tr>')
      .append($('<td></td>').append(name), $('<td></td>').append(phones))
      .append(
        card.kind === 'leads' ? $('<td></td>').text(leadState(card, account)) : '',
        $('<td></td>').text(card.note),
      )
      .appendTo(node);
  }
  return node;
}
