import type { Account, Card } from './account';
import { language } from './account';

const words = {
  ru: {
    contacts: 'Контакты',
    leads: 'Сделки',
    companies: 'Компании',
    settings: 'Настройки',
    none: 'Нет такой страницы',
    open: 'Открыть настройки интеграции',
    integrations: 'Интеграции',
    add: 'Новый контакт',
  },
  en: {
    contacts: 'Contacts',
    leads: 'Leads',
    companies: 'Companies',
    settings: 'Settings',
    none: 'No such page',
    open: 'Open the settings of the integration',
    integrations: 'Integrations',
    add: 'New contact',
  },
}[language];

const MENU = [
  ['/contacts/list/', words.contacts],
  ['/leads/list/', words.leads],
  ['/companies/list/', words.companies],
  ['/settings/widgets/', words.settings],
] as const;

/** Draws the left menu and the page for this path; answers the area that amoCRM would name. */
export function drawPage(path: string, account: Account): string {
  const { $ } = window;
  $('#left_menu').empty();
  for (const [href, title] of MENU) {
    $('<a class="js-navigate-link"></a>')
      .attr('href', href)
      .text(title)
      .toggleClass('active', path.startsWith(href))
      .appendTo('#left_menu');
  }
  const page = $('#page_holder').empty();
  const [, kind = '', view = '', id = ''] = path.split('/');
  const card = account.cards.find((one) => one.kind === kind && one.id === id);
  if (view === 'detail' && card) {
    page.append(cardPage(card));
    return { contacts: 'ccard', leads: 'lcard', companies: 'comcard' }[card.kind];
  }
  if (view === 'add') {
    page.append($('<div class="page-title"></div>').text(words.add));
    return 'ccard';
  }
  if (kind === 'settings') {
    page.append($('<div class="page-title"></div>').text(words.integrations));
    page.append($('<a href="#" class="js-open-widget"></a>').text(words.open));
    return 'settings';
  }
  const shown = kind === 'leads' || kind === 'companies' ? kind : 'contacts';
  page.append(
    $('<div class="page-title"></div>').text(words[shown]),
    table(account.cards.filter((one) => one.kind === shown)),
  );
  return { contacts: 'clist', leads: 'llist', companies: 'clist' }[shown];
}

function cardPage(card: Card): JQuery {
  const { $ } = window;
  const node = $('<div class="host-card"></div>').append(
    $('<div class="page-title"></div>').text(card.name),
    $('<p></p>').text(card.note),
  );
  for (const phone of card.phones) node.append($('<p></p>').append(phoneLink(phone)));
  return node;
}

function table(cards: readonly Card[]): JQuery {
  const { $ } = window;
  const node = $('<table class="host-table"></table>');
  for (const card of cards) {
    const name = $('<a class="js-navigate-link"></a>')
      .attr('href', `/${card.kind}/detail/${card.id}`)
      .text(card.name);
    const phones = card.phones.map((phone) => $('<div></div>').append(phoneLink(phone)));
    $('<tr></tr>')
      .append($('<td></td>').append(name), $('<td></td>').append(phones), $('<td></td>').text(card.note))
      .appendTo(node);
  }
  return node;
}

function phoneLink(phone: string): JQuery {
  return window.$('<a href="#" class="js-phone"></a>').attr('data-value', phone).text(phone);
}
