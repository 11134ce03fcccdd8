import { AmiFault, type AmiAnswer } from './Ami';
import type { AmiMessage } from './AmiMessage';

/**
 * How far the answer to an action has come.
 *
 *     sent --Response Success--------------------> done
 *     sent --Response Error----------------------> done (refused)
 *     sent --Response with EventList: start------> listing
 *     listing --event----------------------------> listing
 *     listing --event with EventList: Complete---> done
 *     listing --too many events------------------> done (badAnswer)
 */
export type AnswerState =
  | { readonly type: 'sent' }
  | { readonly type: 'listing'; readonly response: AmiMessage; readonly events: AmiMessage[] }
  | { readonly type: 'done'; readonly result: AmiAnswer | AmiFault };

/** Largest number of events in a list: far more than an Asterisk has channels. */
const LIST_LIMIT = 100_000;

/** The state after a message with the action's `ActionID`. Appends to the list's array in place, since lists are long. */
export function nextAnswer(state: AnswerState, message: AmiMessage, listLimit = LIST_LIMIT): AnswerState {
  const isEvent = message['Event'] !== undefined;
  const list = message['EventList']?.toLowerCase() ?? '';
  switch (state.type) {
    case 'sent':
      if (isEvent) return state;
      if (message['Response'] === 'Error') return done(new AmiFault('refused', said(message)));
      if (list === 'start') return { type: 'listing', response: message, events: [] };
      return done({ response: message, events: [] });
    case 'listing':
      if (list === 'complete' || list === 'cancelled')
        return done({ response: state.response, events: state.events });
      if (state.events.length >= listLimit) return done(new AmiFault('badAnswer', 'a list is too long'));
      if (isEvent) state.events.push(message);
      return state;
    case 'done':
      return state;
  }
}

const SAID_LIMIT = 200;

/** Asterisk's error message, cleaned and cut for the log. */
export function said(message: AmiMessage): string {
  return (message['Message'] ?? '').replace(/\p{Cc}+/gu, ' ').slice(0, SAID_LIMIT);
}

function done(result: AmiAnswer | AmiFault): AnswerState {
  return { type: 'done', result };
}
