import { callDetails, type CallNotice } from './callNotice';

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
  const old = $('#notifications').prepend(node).children();
  old.slice(5).remove();
  return node;
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
