import { callDetails, type CallNotice } from './callNotice';
import { language } from './choice';

/** How long a notice stays, ms, unless the pointer or the focus is on it then. */
const SHOWN_MS = 10_000;

const closeWord = { ru: 'Закрыть уведомление', en: 'Close the notice' }[language];

let shown = 0;

/** A message of the notification centre. amoCRM inserts the texts as HTML, and so do we. */
export interface Message {
  header?: string;
  text: string;
  date?: number;
}

/** Every call notice that the widget has added, the newest last. For tests. */
export const callNotices: CallNotice[] = [];

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
  goLater(node);
  const old = $('#notifications').prepend(node).children();
  old.slice(5).remove();
  return node;
}

function goLater(node: JQuery): void {
  setTimeout(() => {
    if (node.is(':hover') || node.has(':focus').length > 0) goLater(node);
    else node.remove();
  }, SHOWN_MS);
}

/** amoCRM's notification centre. */
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
