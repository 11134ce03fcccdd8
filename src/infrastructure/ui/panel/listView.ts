import type { SearchState } from '../../../domain/phonebook/PhonebookSearch';
import { shownIn } from '../../../domain/phonebook/PhonebookSearch';
import type { Presence } from '../../../domain/phonebook/Contact';
import type { TextKey, Texts } from '../../amocrm/texts';
import { failureText } from '../../amocrm/failureText';
import { formatNumber } from '../formatNumber';

/** The list under the dial field. */
export interface ListView {
  readonly open: boolean;
  readonly heading: string;
  readonly busy: boolean;
  readonly lines: readonly {
    readonly name: string;
    readonly number: string;
    readonly marked: boolean;
    /** What a colleague's phone does, in words; empty for all others. */
    readonly presence: string;
    readonly dot: 'ready' | 'busy';
  }[];
  /** Said instead of lines; empty when there are some. */
  readonly message: string;
  readonly canRetry: boolean;
  readonly retry: string;
}

const presences = {
  free: 'panel.free',
  ringing: 'panel.busyRinging',
  talking: 'panel.busyTalking',
  doNotDisturb: 'panel.doNotDisturb',
} satisfies Record<NonNullable<Presence>, TextKey>;

/**
 * The list as it is to be seen. Pure.
 * @param marked marked line, from 0
 * @param isHinted the agent pressed Enter on what is neither a number nor a contact
 * @param isDialable what stands in the field can be dialled as it is
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
      presence: presence === null ? '' : texts(presences[presence]),
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
