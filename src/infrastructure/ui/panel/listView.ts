import type { SearchState } from '../../../domain/phonebook/PhonebookSearch';
import { shownIn } from '../../../domain/phonebook/PhonebookSearch';
import type { Texts } from '../../amocrm/Texts';
import { failureText } from '../../amocrm/failureText';
import { formatNumber } from '../formatNumber';

/** Data of the list under the dial field. */
export interface ListView {
  readonly open: boolean;
  /** Empty: none. */
  readonly heading: string;
  /** A search is under way. */
  readonly busy: boolean;
  readonly lines: readonly {
    readonly name: string;
    readonly number: string;
    readonly marked: boolean;
    /** Presence of a colleague in words; empty for other contacts. */
    readonly presence: string;
    readonly dot: 'ready' | 'busy';
  }[];
  /** Shown in place of lines, or as the hint above them; empty: none. */
  readonly message: string;
  readonly canRetry: boolean;
  readonly retry: string;
}

/**
 * Data of the list. Pure.
 * @param marked index of the marked line, from 0; null: none
 * @param isHinted whether the hint is shown: the agent pressed Enter on a text that is neither a number nor a contact
 * @param isDialable whether the field holds a number that can be dialled
 */
export function listView(
  state: SearchState,
  marked: number | null,
  isHinted: boolean,
  isDialable: boolean,
  texts: Texts,
): ListView {
  const contacts = shownIn(state);
  const message = isHinted ? texts('panel.notNumber') : messageOf(state, contacts.length, isDialable, texts);
  const isRecent =
    state.kind !== 'closed' && state.text === '' && contacts.every(({ presence }) => presence === null);
  return {
    open: isHinted || state.kind !== 'closed',
    heading: isRecent && contacts.length > 0 ? texts('panel.recent') : '',
    busy: state.kind === 'searching',
    lines: contacts.map(({ name, number, presence }, index) => ({
      presence: presence === null ? '' : texts(`presence.${presence}`),
      dot: presence === 'free' ? 'ready' : 'busy',
      name: name || formatNumber(number),
      number: name ? formatNumber(number) : '',
      marked: index === marked,
    })),
    message,
    canRetry: state.kind === 'failed',
    retry: texts('panel.retry'),
  };
}

/** The message for a state without contacts; empty: none. @param shown number of contacts in the list */
function messageOf(state: SearchState, shown: number, isDialable: boolean, texts: Texts): string {
  switch (state.kind) {
    case 'closed':
    case 'found':
      return '';
    case 'searching':
      return shown > 0 ? '' : texts('panel.searching');
    case 'nothing':
      if (state.text === '') return texts('panel.noRecent');
      return isDialable ? texts('panel.onlyDialable') : texts('panel.nothing', { text: state.text });
    case 'failed':
      return texts('panel.searchFailed', { reason: failureText(texts, state.failure) });
  }
}
