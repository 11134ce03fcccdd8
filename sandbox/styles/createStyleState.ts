import type { Message } from '../../server/system/Message';
import type { StyleState } from './StyleState';

/** Selectors by which frames see that a state is reached. */
const CARD = '.asteriskng-call';

/** A state in which the backend works and reports no call, but for what `rest` says. */
export function createStyleState(
  name: string,
  title: Message,
  { shows = CARD, ...rest }: Partial<Omit<StyleState, 'name' | 'title'>> = {},
): StyleState {
  return {
    name,
    title,
    steps: [],
    shows,
    says: { ru: '', en: '' },
    holds: 'knownStatus',
    makes: 'slowly',
    calls: () => [],
    missed: () => [],
    isUnlinked: false,
    refuses: {},
    outage: null,
    note: null,
    openNotes: () => [],
    clients: null,
    history: null,
    wantsProof: false,
    ...rest,
  };
}
