import type { Account, FeedCall } from './Account';
import { language } from './choice';
import { phoneLink } from './bindPhones';
import { dayAndTime, minutes } from './times';

const words = {
  ru: {
    incoming: 'Входящий звонок',
    missed: 'Пропущенный звонок',
    outgoing: 'Исходящий звонок',
    recording: 'Запись разговора',
    sample: 'В песочнице вместо разговора записана мелодия',
    status: {
      1: 'оставил сообщение',
      2: 'перезвонить позже',
      3: 'нет на месте',
      4: 'разговор состоялся',
      5: 'неверный номер',
      6: 'не дозвонился',
      7: 'номер занят',
    },
  },
  en: {
    incoming: 'Incoming call',
    missed: 'Missed call',
    outgoing: 'Outgoing call',
    recording: 'Recording of the call',
    sample: 'In the sandbox a tune is recorded in place of the talk',
    status: {
      1: 'left a message',
      2: 'call back later',
      3: 'not available',
      4: 'talked',
      5: 'wrong number',
      6: 'no connection',
      7: 'busy',
    },
  },
}[language];

/** amoCRM's `call_status` of an answered call. */
const TALKED = 4;

/** Those that an agent may choose after a talk: a message left, call back later, wrong number. */
const CHOSEN: readonly (number | null)[] = [1, 2, 5];

/** A call in a feed: direction, time, number and user, duration or result, recording. */
export function drawCall(call: Omit<FeedCall, 'id' | 'card'>, { users }: Account): JQuery {
  const { $ } = window;
  const { direction, duration, status, link, who, source } = call;
  // With its status the outcome says how the talk ended, and not that there was none.
  const isTalk = status === TALKED || duration > 0 || (direction === 'inbound' && CHOSEN.includes(status));
  const tone = direction === 'outbound' ? 'outgoing' : isTalk ? 'incoming' : 'missed';
  const user = typeof who === 'number' ? users.find(({ id }) => id === who)?.name : who;
  const said = status === null || status === TALKED ? '' : (statusTexts[status] ?? '');
  const field = (name: string, text: string): JQuery =>
    $('<span></span>').attr('data-field', name).text(text);
  const ends = [phoneLink(call.phone), ...(user ? [field('who', user)] : [])];
  const line = $('<div class="host-event-line"></div>');
  (direction === 'inbound' ? ends : ends.reverse()).forEach((end, index) => {
    if (index > 0) line.append(' → ');
    line.append(end);
  });
  if (isTalk || said === '') line.append(' · ', field('duration', minutes(duration)));
  if (said !== '') line.append(' · ', field('result', said));
  // The outcome that an agent has chosen.
  if (call.result !== '') line.append(' · ', field('outcome', call.result));
  const node = $('<div class="host-event"></div>')
    .attr({ 'data-event': 'call', 'data-tone': tone })
    .append(eventHead(words[tone], call.at, source), line);
  if (link !== null)
    $('<audio controls preload="metadata"></audio>')
      .attr({
        src: link,
        'aria-label': `${words.recording}, ${dayAndTime(call.at)}`,
        title: words.sample,
      })
      .appendTo(node);
  return node;
}

/** The first line of an event. @param at its time, s since 1970 @param more a text after the time */
export function eventHead(title: string, at: number, more: string): JQuery {
  const { $ } = window;
  return $('<div class="host-event-head"></div>').append(
    $('<b></b>').text(title),
    $('<span class="host-event-more"></span>').text([dayAndTime(at), more].filter(Boolean).join(' · ')),
  );
}

const statusTexts: Readonly<Record<number, string>> = words.status;
