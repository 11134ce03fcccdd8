import type { Account, Card, UnsortedCall } from './Account';
import { fetchJson } from './fetchJson';
import { drawCall } from './drawCall';
import { language, userNumber } from './choice';
import { drawItems } from './drawItems';
import { refreshAccount, drawOnChange } from './drawOnChange';

const words = {
  ru: {
    title: 'Неразобранное',
    empty: 'Пусто. Звонок с номера, которого нет ни в одной карточке, появится здесь.',
    accept: 'Принять',
    decline: 'Отклонить',
    lead: 'заявка',
  },
  en: {
    title: 'Incoming leads',
    empty: 'Nothing here. A call from a number that no card has appears here.',
    accept: 'Accept',
    decline: 'Decline',
    lead: 'lead',
  },
}[language];

/** The list of unsorted callers. @param open opens a page of the host, here the lead that an accepted caller became */
export function drawUnsorted(account: Account, open: (path: string) => void): JQuery {
  const { $ } = window;
  const list = $('<div class="host-events" role="list"></div>').attr('aria-label', words.title);
  const empty = $('<p class="host-event-more"></p>').text(words.empty);
  const node = $('<div class="host-feed host-unsorted"></div>').append(
    $('<div class="host-feed-title"></div>').text(words.title),
    empty,
    list,
  );
  return drawOnChange(node, () => {
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

/** An unsorted caller with buttons to accept and decline. */
function drawCaller(
  { uid, name, call }: UnsortedCall,
  account: Account,
  open: (path: string) => void,
): JQuery {
  const { $ } = window;
  const button = (text: string, press: () => Promise<void>): JQuery =>
    $('<button type="button" class="host-button"></button>')
      .text(text)
      .attr('aria-label', `${text}: ${name}, ${words.lead} ${uid.replace(/\D/g, '')}`)
      .on('click', () => void press());
  const accept = button(words.accept, async () => {
    const responsible = account.users[userNumber - 1]?.id ?? 0;
    // Fails when the caller was accepted or declined in another page.
    const lead = await fetchJson<Card>('/ajax/unsorted/accept', { uid, responsible }).catch(() => null);
    await refreshAccount(account);
    if (lead !== null) open(`/leads/detail/${lead.id}`);
  });
  const decline = button(words.decline, async () => {
    await fetchJson('/ajax/unsorted/decline', { uid }).catch(() => null);
    await refreshAccount(account);
  });
  const node = drawCall(call, account).attr('role', 'listitem');
  node.find('b').first().text(name);
  return node.append($('<div></div>').append(accept.addClass('button-input_blue'), decline));
}
