import type { Account, FeedNote } from './Account';
import { eventHead } from './drawCall';
import { language } from './choice';

const words = { ru: { note: 'Примечание' }, en: { note: 'Note' } }[language];

/** A text in a feed: user, time, and its lines as amoCRM shows them. */
export function drawNote({ text, who, at }: FeedNote, account: Account): JQuery {
  const { $ } = window;
  const user = account.users.find(({ id }) => id === who)?.name ?? '';
  const lines = text.split('\n').map((line) => $('<div class="host-event-line"></div>').text(line));
  return $('<div class="host-event"></div>')
    .attr({ 'data-event': 'note', 'data-tone': 'note' })
    .append(eventHead(words.note, at, user), ...lines);
}
