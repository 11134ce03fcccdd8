import type { Account, Card } from './Account';
import { language } from './choice';
import { drawFeed } from './drawFeed';
import { phoneLink } from './bindPhones';

const words = {
  ru: { budget: 'Бюджет', comment: 'Комментарий', feed: 'Примечание в ленте', responsible: 'Ответственный' },
  en: { budget: 'Budget', comment: 'Comment', feed: 'Note in the feed', responsible: 'Responsible' },
}[language];

/** Stage and sum of a lead, such as `Quote sent · £18,400`; empty for other cards. */
export function leadState({ stage, price }: Card, { stages, currency, language: code }: Account): string {
  const sum =
    price === undefined
      ? undefined
      : price.toLocaleString(code, { style: 'currency', currency, maximumFractionDigits: 0 });
  return [stages.find(({ id }) => id === stage)?.name, sum].filter((part) => part !== undefined).join(' · ');
}

/** The page of a card: its data, its feed, and an input, a textarea and an editable node as amoCRM's cards have. */
export function drawCard(card: Card, account: Account): JQuery {
  const { $ } = window;
  const node = $('<div class="host-card"></div>').append(
    $('<div class="page-title"></div>').text(card.name),
    $('<p></p>').text(leadState(card, account)),
    $('<p></p>').text(card.note),
  );
  for (const phone of card.phones) node.append($('<p></p>').append(phoneLink(phone)));
  const company = account.life.cards.find(({ kind, id }) => kind === 'companies' && id === card.company);
  if (company !== undefined)
    $('<a class="js-navigate-link"></a>')
      .attr('href', `/companies/detail/${company.id}`)
      .text(company.name)
      .appendTo($('<p></p>').appendTo(node));
  const responsible = account.users.find(({ id }) => id === card.responsible);
  if (responsible !== undefined)
    $('<p></p>').text(`${words.responsible}: ${responsible.name}`).appendTo(node);
  node.append(
    $('<input type="text" class="host-field">').attr({
      'aria-label': words.budget,
      placeholder: words.budget,
    }),
    $('<textarea class="host-field" rows="2"></textarea>').attr({
      'aria-label': words.comment,
      placeholder: words.comment,
    }),
    $('<div class="host-field" contenteditable="true" role="textbox"></div>').attr('aria-label', words.feed),
  );
  return $('<div class="host-cardpage"></div>').append(node, drawFeed(card, account));
}
