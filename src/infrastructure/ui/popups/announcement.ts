import { isConversation, isRinging, type Call } from '../../../domain/calls/Call';
import { pendingOriginate, type CallBoard } from '../../../domain/calls/CallBoard';
import { knownParty, type KnownCallers } from '../../../domain/calls/knownParty';
import type { Texts } from '../../amocrm/Texts';
import { partyView } from '../call/callView';
import { stateText } from '../call/stateText';

/** Texts for a screen reader about one change of the board; empty: nothing to announce. */
export interface Announcement {
  /** Announced at once, interrupting the reader: incoming calls. */
  readonly urgent: string;
  /** Announced when the reader has finished its sentence. */
  readonly polite: string;
}

/** The changes between two boards in words. Pure. */
export function announcement(
  before: CallBoard,
  after: CallBoard,
  callers: KnownCallers,
  texts: Texts,
): Announcement {
  const urgent: string[] = [];
  const polite: string[] = [];
  const name = (call: Call): string => partyView(knownParty(call.party, callers)).title;
  for (const call of after.calls) {
    const was = before.calls.find(({ id }) => id === call.id) ?? null;
    if (isRinging(call)) {
      if (was === null) urgent.push(`${stateText(call, texts)}: ${name(call)}`);
    } else if (was === null || was.phase !== call.phase || isMuted(was) !== isMuted(call)) {
      polite.push(changeText(was, call, name(call), texts));
    }
  }
  const isGone = before.calls.some(
    (was) => isConversation(was) && !after.calls.some(({ id }) => id === was.id),
  );
  if (isGone && after.calls.length === 0) polite.push(texts('end.hungUp'));
  if (pendingOriginate(after) !== null && pendingOriginate(before) === null)
    polite.push(texts('panel.stateDialling'));
  return { urgent: urgent.join('. '), polite: polite.filter(Boolean).join('. ') };
}

/** Text of one call's change; empty: none. @param was the call on the board before */
function changeText(was: Call | null, call: Call, name: string, texts: Texts): string {
  if (was !== null && isConversation(was) && isConversation(call)) {
    if (was.phase !== call.phase) return texts(call.phase === 'held' ? 'call.saidHeld' : 'call.saidResumed');
    return texts(call.muted ? 'call.saidMuted' : 'call.saidUnmuted');
  }
  // A call that was over before the page loaded is not announced.
  if (call.phase === 'ended') return was === null ? '' : `${stateText(call, texts)}: ${name}`;
  return isConversation(call) ? texts('call.saidBegun', { name }) : `${stateText(call, texts)}: ${name}`;
}

function isMuted(call: Call): boolean {
  return isConversation(call) && call.muted;
}
