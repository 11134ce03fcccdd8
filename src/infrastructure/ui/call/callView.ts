import { isConversation, isLive, type Call, type Party } from '../../../domain/calls/Call';
import { callerKey } from '../../../domain/calls/callerKey';
import { isWithoutContact, knownParty } from '../../../domain/calls/knownParty';
import type { Making, NewClientKind } from '../../../domain/calls/Making';
import { popupStep } from '../../../domain/notifications/PopupList';
import { cardPath } from '../../amocrm/openPath';
import type { TextKey, Texts } from '../../amocrm/Texts';
import { formatNumber } from '../formatNumber';
import type { CallContext } from './CallContext';
import { callFacts, companyPath, reasonLines, type CallFact } from './callFacts';
import { callButtons, type CallButton } from './callButtons';
import { stateText } from './stateText';

/** The other party as it is shown. */
export interface PartyView {
  /** Name, else the number. */
  readonly title: string;
  /** The number, formatted; empty when it is the title. */
  readonly number: string;
  /** Path of the contact's card; empty: no card is known. */
  readonly href: string;
}

/** A button that makes a contact or a lead. */
export interface CreateButton {
  /** For `data-command`. */
  readonly command: 'create' | 'createLead';
  readonly label: string;
  /** It is being made. */
  readonly pending: boolean;
  /** This or the other one is being made. */
  readonly disabled: boolean;
}

/** Data of a call's card, in the panel or in a popup. */
export interface CallView extends PartyView {
  readonly id: string;
  /** Key of the call's step, by which its popup is dismissed (`popupStep`). */
  readonly step: string;
  /** First letters of the name; empty without one. */
  readonly initials: string;
  /** Company, responsible person and line, as far as known. */
  readonly details: readonly { readonly text: string; readonly href: string }[];
  /** Why it rings here. */
  readonly reasons: readonly string[];
  /** What amoCRM has on the caller. */
  readonly facts: readonly CallFact[];
  /** Contacts with this number, when there are several, besides the one that is chosen. */
  readonly matches: readonly { readonly href: string; readonly id: string; readonly name: string }[];
  /** What can be made in amoCRM of a caller whom it does not know. */
  readonly creates: readonly CreateButton[];
  /** Why nothing was made; else empty. */
  readonly problem: string;
  readonly tone: 'ring' | 'talk' | 'held' | 'missed' | 'ended';
  /** The state in words. */
  readonly state: string;
  /** The panel's head says the state as well: it is the only call, and there is no more to say of it. */
  readonly isPlain: boolean;
  /** Whether a running time, or the length of the conversation, is shown. */
  readonly hasTime: boolean;
  readonly buttons: readonly CallButton[];
  readonly hasKeypad: boolean;
  /** Keys that were pressed in it. */
  readonly pressed: string;
  /** Why buttons are missing or may not work, or whom one of them joins; else empty. */
  readonly note: string;
}

/** Data of a call's card. Pure. Without the running time, which `CallTimes` shows each second. */
export function callView(call: Call, context: CallContext): CallView {
  const { texts, abilities, callers } = context;
  const party = knownParty(call.party, callers);
  const isTalk = isConversation(call);
  // Of whom a name is known the card says whether it is amoCRM that knows it.
  const isStranger = party.name === null || call.card?.company === null;
  const canCreate = call.direction !== 'internal' && isStranger && isWithoutContact(party, callers);
  const making = context.makings.get(callerKey(party.number));
  return {
    ...partyView(party),
    id: call.id,
    initials: initialsOf(party.name),
    step: popupStep(call),
    details: isLive(call) ? details(party, call, context) : [],
    reasons: isLive(call) ? reasonLines(call.card, texts) : [],
    facts: isLive(call) ? callFacts(call.card, context.board.skewMs, context.now, texts) : [],
    matches: party.matches.map(({ id, name }) => ({ id, name, href: cardPath(id) })),
    creates: canCreate ? createButtons(making, texts) : [],
    problem: (canCreate && making?.problem) || '',
    tone: toneOf(call),
    state: stateText(call, texts),
    isPlain: context.outage === null && isPlain(call) && context.board.calls.filter(isLive).length === 1,
    hasTime: isLive(call) || (call.phase === 'ended' && call.answeredAt !== null),
    buttons: callButtons(call, context),
    hasKeypad: isTalk && abilities.has('dtmf') && context.keypadFor === call.id,
    pressed: context.pressed.callId === call.id ? context.pressed.digits : '',
    note: noteOf(call, context),
  };
}

function createButtons(making: Making | undefined, texts: Texts): readonly CreateButton[] {
  const disabled = making?.problem === '';
  const button = (command: CreateButton['command'], label: TextKey, kind: NewClientKind): CreateButton => ({
    command,
    label: texts(label),
    pending: disabled && making.kind === kind,
    disabled,
  });
  return [button('create', 'call.create', 'contact'), button('createLead', 'call.createLead', 'lead')];
}

function details(party: Party, { via, card }: Call, { texts, callers }: CallContext): CallView['details'] {
  const { company, responsible } = party;
  const isUnread = party.lookup === 'failed' && party.name === null && !callers.has(callerKey(party.number));
  // A card about somebody else says it below.
  const own = card?.about === null ? card.company : null;
  const line = (text: string, href = ''): CallView['details'][number] => ({ text, href });
  return [
    line(isUnread ? texts('call.unread') : ''),
    line(own?.name ?? company ?? '', own ? companyPath(own.id) : ''),
    // The card says it below.
    line(responsible === null || card?.responsible ? '' : texts('call.responsible', { name: responsible })),
    line(via === null ? '' : texts('call.via', { line: via })),
  ].filter(({ text }) => text);
}

/** First letters of the first two words of a name, in capitals; words that begin with a sign are left out. Pure. */
export function initialsOf(name: string | null): string {
  const letters = (name ?? '').split(/\s+/).flatMap((word) => /^\p{L}/u.exec(word) ?? []);
  return letters.slice(0, 2).join('').toUpperCase();
}

/** The other party as it is shown. Pure. */
export function partyView({
  name,
  number,
  contactId,
}: Pick<Party, 'name' | 'number' | 'contactId'>): PartyView {
  const [title, shown] = [formatNumber(name ?? number), formatNumber(number)];
  return {
    title,
    number: title === shown ? '' : shown,
    href: contactId === null ? '' : cardPath(contactId),
  };
}

function noteOf(call: Call, { board, callers, outage, abilities, texts }: CallContext): string {
  if (outage !== null && isLive(call)) return texts(outage === 'link' ? 'call.unlinked' : 'call.lost');
  const client = board.calls.find(({ id }) => id === call.consultOf);
  if (client && isConversation(call)) {
    const nameOf = ({ party }: Call): string => partyView(knownParty(party, callers)).title;
    return texts('call.joins', { client: nameOf(client), colleague: nameOf(call) });
  }
  if (call.phase === 'ringing') return abilities.has('answer') ? '' : texts('call.answerOnPhone');
  return isLive(call) && !abilities.has('hangup') ? texts('call.handleOnPhone') : '';
}

/** Whether the state is one that the panel's head has words for. */
function isPlain(call: Call): boolean {
  return call.phase === 'talking'
    ? call.consultOf === null && !call.muted && !call.farHeld
    : call.phase === 'dialing' || (call.phase === 'ringing' && call.direction !== 'internal');
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
