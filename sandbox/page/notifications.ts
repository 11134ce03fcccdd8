import { callDetails, type CallNotice } from './CallNotice';
import { language } from './choice';

/** How long a notice is shown, ms; longer while the pointer or the focus is on it. */
const SHOWN_MS = 10_000;

const closeWord = { ru: 'Закрыть уведомление', en: 'Close the notice' }[language];

let shown = 0;

/** A message of the notification centre. The texts are inserted as HTML, as amoCRM does. */
export interface Message {
  header?: string;
  text: string;
  date?: number;
}

/** All call notices that the widget has added, the newest last. For tests. */
export const callNotices: CallNotice[] = [];

/** Shows a notice; at most five are kept. */
function show(message: Message, kind: string): JQuery {
  const { $ } = window;
  const node = $('<div class="host-notice"></div>').addClass(kind).attr('data-kind', kind);
  node.append(
    $('<b></b>').html(message.header ?? ''),
    $('<div class="host-notice-text"></div>').html(message.text),
  );
  shown += 1;
  $('<button type="button" class="host-notice-close">×</button>')
    .attr('aria-label', `${closeWord} ${shown}`)
    .on('click', () => node.remove())
    .prependTo(node);
  removeLater(node);
  const old = $('#notifications').prepend(node).children();
  old.slice(5).remove();
  return node;
}

/** Removes a notice when its time is over and neither pointer nor focus is on it. */
function removeLater(node: JQuery): void {
  setTimeout(() => {
    if (node.is(':hover') || node.has(':focus').length > 0) removeLater(node);
    else node.remove();
  }, SHOWN_MS);
}

/** amoCRM's notification centre, `APP.notifications`. */
export const notifications = {
  show_message: (message: Message): void => {
    show(message, 'info');
  },
  show_message_error: (message: Message): void => {
    show(message, 'error');
  },
  add_error: (message: Message): void => {
    show(message, 'error');
  },
  add_call: (notice: CallNotice): void => {
    callNotices.push(notice);
    show(notice, 'call').append(callDetails(notice));
  },
};
