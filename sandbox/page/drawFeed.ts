import type { Account, Card, FeedCall, Task } from './Account';
import { drawCall } from './drawCall';
import { cardLink } from './cardLink';
import { language } from './choice';
import { drawItems } from './drawItems';
import { drawOnChange } from './drawOnChange';
import { drawTask } from './drawTask';

const words = {
  ru: {
    title: 'Лента',
    empty: 'Пока пусто. Звонок появится здесь, когда закончится; пропущенный — вместе с задачей.',
  },
  en: {
    title: 'Feed',
    empty: 'Nothing yet. A call appears here when it is over; a missed one with a task.',
  },
}[language];

/** An entry of a feed. */
type FeedEvent =
  | { readonly kind: 'call'; readonly at: number; readonly call: FeedCall }
  | { readonly kind: 'task'; readonly at: number; readonly task: Task };

/** The feed of a card, the newest event first. Contacts and their leads show each other's events too. */
export function drawFeed(card: Card, account: Account): JQuery {
  const { $ } = window;
  const list = $('<div class="host-events" role="list"></div>').attr('aria-label', words.title);
  const empty = $('<p class="host-event-more"></p>').text(words.empty);
  const draw = (): void => {
    const events = feedOf(card, account);
    empty.css('display', events.length === 0 ? '' : 'none');
    drawItems(list, events, keyOf, (event) => drawEvent(event, card, account).attr('role', 'listitem'));
  };
  const node = $('<div class="host-feed"></div>').append(
    $('<div class="host-feed-title"></div>').text(words.title),
    empty,
    list,
  );
  return drawOnChange(node, draw);
}

/** Events of the card and of its contact or leads. */
function feedOf(card: Card, { life }: Account): readonly FeedEvent[] {
  const isHere = (one: { readonly kind: string; readonly id: string } | null): boolean => {
    if (one === null) return false;
    if (one.kind === card.kind && one.id === card.id) return true;
    if (one.kind === 'contacts') return card.kind === 'leads' && card.contact === one.id;
    const lead = life.cards.find(({ kind, id }) => kind === one.kind && id === one.id);
    return card.kind === 'contacts' && lead?.kind === 'leads' && lead.contact === card.id;
  };
  const calls = life.calls.filter((call) => isHere(call.card));
  const tasks = life.tasks.filter((task) => isHere(task.card));
  return [
    ...calls.map((call): FeedEvent => ({ kind: 'call', at: call.at, call })),
    ...tasks.map((task): FeedEvent => ({ kind: 'task', at: task.createdAt, task })),
  ].sort((a, b) => b.at - a.at);
}

/** Key of an event for `drawItems`. */
function keyOf(event: FeedEvent): string {
  return event.kind === 'call'
    ? `call ${event.call.id}`
    : `task ${event.task.id} ${String(event.task.isDone)}`;
}

/** An event, with a link to its card when that is another one. */
function drawEvent(event: FeedEvent, here: Card, account: Account): JQuery {
  const node = event.kind === 'call' ? drawCall(event.call, account) : drawTask(event.task, account);
  const { card } = event.kind === 'call' ? event.call : event.task;
  const link =
    card === null || (card.kind === here.kind && card.id === here.id) ? null : cardLink(card, account);
  if (link !== null) node.find('.host-event-more').first().append(' · ', link);
  return node;
}
