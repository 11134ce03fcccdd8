import { isConversation, isLive, type Call, type Party } from '../../../domain/calls/Call';
import { isUnknown, knownParty } from '../../../domain/calls/knownParty';
import { popupStep } from '../../../domain/notifications/PopupList';
import { cardPath, newContactPath } from '../../amocrm/openPath';
import type { Texts } from '../../amocrm/texts';
import { formatNumber } from '../formatNumber';
import type { CallContext } from './CallContext';
import { callButtons, type CallButton } from './callButtons';
import { stateText } from './stateText';

/** Who it is, for the eye. */
export interface PartyView {
  readonly title: string;
  /** Empty when the number is the title already. */
  readonly number: string;
  /** Address of the contact's card; empty when there is none. */
  readonly href: string;
}

/** A call as its card shows it. */
export interface CallView extends PartyView {
  readonly id: string;
  /** Key of the step that the call is at. */
  readonly step: string;
  /** Company, responsible person and line, those that are known. */
  readonly details: readonly string[];
  readonly matches: readonly { readonly href: string; readonly id: string; readonly name: string }[];
  /** Address of the page for a new contact; empty when it is not for that. */
  readonly createHref: string;
  readonly tone: 'ring' | 'talk' | 'held' | 'missed' | 'ended';
  readonly state: string;
  readonly hasTime: boolean;
  readonly buttons: readonly CallButton[];
  readonly hasKeypad: boolean;
  /** Why a button is missing or may not work; empty where there is nothing to say. */
  readonly note: string;
}

/** A call as its card shows it. Pure; the running time is apart, since it changes each second. */
export function callView(call: Call, sight: CallContext): CallView {
  const { texts, abilities, callers } = sight;
  const party = knownParty(call.party, callers);
  const isTalk = isConversation(call);
  const canCreate = call.direction !== 'internal' && isUnknown(party, callers);
  return {
    ...partyView(party),
    id: call.id,
    step: popupStep(call),
    details: isLive(call) ? details(party, call.via, texts) : [],
    matches: party.matches.map(({ id, name }) => ({ id, name, href: cardPath(id) })),
    createHref: canCreate ? newContactPath(party.number) : '',
    tone: toneOf(call),
    state: stateText(call, texts),
    hasTime: isLive(call) || (call.phase === 'ended' && call.answeredAt !== null),
    buttons: callButtons(call, sight),
    hasKeypad: isTalk && abilities.has('dtmf') && sight.keypadFor === call.id,
    note: noteOf(call, sight),
  };
}

function details({ company, responsible }: Party, via: string | null, texts: Texts): readonly string[] {
  return [
    company ?? '',
    responsible === null ? '' : texts('call.responsible', { name: responsible }),
    via === null ? '' : texts('call.via', { line: via }),
  ].filter(Boolean);
}

/** Who it is, for the eye. Pure. */
export function partyView({ name, number, contactId }: Party): PartyView {
  return {
    title: name ?? formatNumber(number),
    number: name === null ? '' : formatNumber(number),
    href: contactId === null ? '' : cardPath(contactId),
  };
}

function noteOf(call: Call, { outage, abilities, texts }: CallContext): string {
  if (outage !== null && isLive(call)) return texts(outage === 'link' ? 'call.unlinked' : 'call.lost');
  if (call.phase === 'ringing') return abilities.has('answer') ? '' : texts('call.answerOnPhone');
  return isLive(call) && !abilities.has('hangup') ? texts('call.handleOnPhone') : '';
}

function toneOf(call: Call): CallView['tone'] {
  switch (call.phase) {
    case 'ringing':
    case 'dialing':
      return 'ring';
    case 'talking':
      return 'talk';
    case 'held':
      return 'held';
    case 'ended':
      return call.reason === 'missed' ? 'missed' : 'ended';
  }
}
