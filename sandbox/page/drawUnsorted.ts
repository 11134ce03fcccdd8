import type { Account, Card, UnsortedCall } from './accountShapes';
import { ask } from './ask';
import { drawCall } from './drawCall';
import { language, userNumber } from './choice';
import { drawItems } from './drawItems';
import { renewLife, showLife } from './showLife';

const words = {
  ru: {
    title: 'Неразобранное',
    empty: 'Пусто. Звонок с номера, которого нет ни в одной карточке, появится здесь.',
    accept: 'Принять',
    decline: 'Отклонить',
  },
  en: {
    title: 'Incoming leads',
    empty: 'Nothing here. A call from a number that no card has appears here.',
    accept: 'Accept',
    decline: 'Decline',
  },
}[language];

/** Callers whom no card has. @param open goes to another page of the host: the lead that a caller became */
export function drawUnsorted(account: Account, open: (path: string) => void): JQuery {
  const { $ } = window;
  const list = $('<div class="host-events" role="list"></div>').attr('aria-label', words.title);
  const empty = $('<p class="host-event-more"></p>').text(words.empty);
  const node = $('<div class="host-feed host-unsorted"></div>').append(
    $('<div class="host-feed-title"></div>').text(words.title),
    empty,
    list,
  );
  return showLife(node, () => {
    const { unsorted } = account.life;
    empty.css('display', unsorted.length === 0 ? '' : 'none');
    drawItems(
      list,
      unsorted,
      ({ uid }) => uid,
      (one) => drawCaller(one, account, open),
    );
  });
}

function drawCaller(
  { uid, name, call }: UnsortedCall,
  account: Account,
  open: (path: string) => void,
): JQuery {
  const { $ } = window;
  const button = (text: string, press: () => Promise<void>): JQuery =>
    $('<button type="button" class="host-button"></button>')
      .text(text)
      .attr('aria-label', `${text}: ${name}`)
      .on('click', () => void press());
  const accept = button(words.accept, async () => {
    const responsible = account.users[userNumber - 1]?.id ?? 0;
    // It fails when another page was faster.
    const lead = await ask<Card>('/ajax/unsorted/accept', { uid, responsible }).catch(() => null);
    await renewLife(account);
    if (lead !== null) open(`/leads/detail/${lead.id}`);
  });
  const decline = button(words.decline, async () => {
    await ask('/ajax/unsorted/decline', { uid }).catch(() => null);
    await renewLife(account);
  });
  const node = drawCall(call, account).attr('role', 'listitem');
  node.find('b').first().text(name);
  return node.append($('<div></div>').append(accept.addClass('button-input_blue'), decline));
}
