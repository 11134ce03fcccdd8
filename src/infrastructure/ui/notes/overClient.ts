import type { NoteClient } from '../../../domain/notes/CallNote';
import { cardPath } from '../../amocrm/openPath';
import type { Texts } from '../../amocrm/Texts';
import { initialsOf } from '../call/callView';
import { formatNumber } from '../formatNumber';

/** Data of the client of a call that is over: who it was, and the one deal that it can go to; of several the agent chooses below. Pure. */
export function overClient(
  { title, number, contactId, company, leads }: NoteClient,
  canCall: boolean,
  texts: Texts,
): object {
  const shown = formatNumber(number ?? '');
  const [lead] = leads;
  const deal = lead && leads.length === 1 ? `${texts('note.deal')}: ${lead.name}` : '';
  return {
    title,
    initials: initialsOf(title),
    href: contactId ? cardPath(contactId) : '',
    lines: [title === shown ? '' : shown, company ?? '', deal].filter(Boolean),
    // The one that is called back; empty: no press can.
    number: (canCall && number) || '',
    callBack: texts('panel.callBack', { name: title }),
    openCard: texts('call.openCard', { name: title }),
  };
}
