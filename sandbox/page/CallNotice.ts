import { language } from './choice';
import { minutes } from './times';

/** A call in amoCRM's notification centre. All texts are inserted as HTML. */
export interface CallNotice {
  header?: string;
  text: string;
  from?: string | number;
  to?: string | number;
  /** s */
  duration?: number;
  /** URL of the recording. */
  link?: string;
  /** s since 1970 */
  date?: number;
  /** The card of the call. */
  element?: { id: string | number; type: string | number };
  /** Path of the page that a click opens. */
  click_link?: string;
}

const words = {
  ru: { record: 'Запись', card: 'Карточка', open: 'Открыть' },
  en: { record: 'Recording', card: 'Card', open: 'Open' },
}[language];

/** Kinds of cards by amoCRM's numbers and names of their types. */
const KINDS: Readonly<Record<string, string>> = {
  1: 'contacts',
  contact: 'contacts',
  2: 'leads',
  lead: 'leads',
  3: 'companies',
  company: 'companies',
};

/** The line below the notice's text: numbers, duration, time, links. */
export function callDetails({ from, to, duration, date, link, element, click_link }: CallNotice): JQuery {
  const { $ } = window;
  const node = $('<div class="host-notice-details"></div>');
  const part = (name: string, html: string): void => {
    if (html !== '') $('<span></span>').attr('data-field', name).html(html).appendTo(node).after(' ');
  };
  part('from', String(from ?? ''));
  part('to', to === undefined ? '' : `→ ${String(to)}`);
  part('duration', duration === undefined ? '' : minutes(duration));
  part('date', date === undefined ? '' : new Date(date * 1_000).toLocaleTimeString(language));
  const anchor = (name: string, href: string, title: string, isOfApp: boolean): void => {
    $('<a></a>')
      .attr({ href, 'data-field': name })
      .toggleClass('js-navigate-link', isOfApp)
      .text(title)
      .appendTo(node)
      .after(' ');
  };
  if (link !== undefined && link !== '') anchor('link', link, words.record, false);
  const kind = KINDS[String(element?.type)];
  if (element !== undefined && kind !== undefined)
    anchor('element', `/${kind}/detail/${String(element.id)}`, words.card, true);
  if (click_link !== undefined && click_link !== '') anchor('click_link', click_link, words.open, true);
  return node;
}
