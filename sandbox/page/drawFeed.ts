import type { Account, Card, FeedCall, FeedNote, Task } from './Account';
import { drawCall } from './drawCall';
import { cardLink } from './cardLink';
import { language } from './choice';
import { drawItems } from './drawItems';
import { drawNote } from './drawNote';
import { drawOnChange } from './drawOnChange';
import { drawTask } from './drawTask';

const words = {
  ru: {
    title: 'Лента',
    empty:
      'Пока пусто. Звонок появится здесь после «Готово» или через полминуты после разговора; пропущенный — вместе с задачей.',
  },
  en: {
    title: 'Feed',
    empty:
      'Nothing yet. A call appears here after “Done”, or half a minute after it is over; a missed one with a task.',
  },
}[language];

/** An entry of a feed. */
type FeedEvent =
  | { readonly kind: 'call'; readonly at: number; readonly call: FeedCall }
  | { readonly kind: 'note'; readonly at: number; readonly note: FeedNote }
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
  const notes = life.notes.filter((note) => isHere(note.card));
  return [
    ...notes.map((note): FeedEvent => ({ kind: 'note', at: note.at, note })),
    ...calls.map((call): FeedEvent => ({ kind: 'call', at: call.at, call })),
    ...tasks.map((task): FeedEvent => ({ kind: 'task', at: task.createdAt, task })),
  ].sort((a, b) => b.at - a.at);
}

/** Key of an event for `drawItems`. */
function keyOf(event: FeedEvent): string {
  switch (event.kind) {
    case 'call':
      return `call ${event.call.id}`;
    case 'note':
      return `note ${event.note.id} ${event.note.changedAt} ${event.note.text}`;
    case 'task':
      return `task ${event.task.id} ${String(event.task.isDone)}`;
  }
}

function drawn(event: FeedEvent, account: Account): readonly [JQuery, Pick<Task, 'card'>] {
  switch (event.kind) {
    case 'call':
      return [drawCall(event.call, account), event.call];
    case 'note':
      return [drawNote(event.note, account), event.note];
    case 'task':
      return [drawTask(event.task, account), event.task];
  }
}

/** An event, with a link to its card when that is another one. */
function drawEvent(event: FeedEvent, here: Card, account: Account): JQuery {
  const [node, { card }] = drawn(event, account);
  const link =
    card === null || (card.kind === here.kind && card.id === here.id) ? null : cardLink(card, account);
  if (link !== null) node.find('.host-event-more').first().append(' · ', link);
  return node;
}
