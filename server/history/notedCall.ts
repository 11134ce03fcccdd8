import type { SeenClient } from '../crm/rights/SeenClients';
import type { StoredCall } from '../store/StoredCall';
import { callDetailsOf } from './callDetailsOf';
import { noteOfLine, type NoteViewer } from './noteOfLine';
import { readsNotes } from './readsNotes';
import { shareOf } from './shareOf';

/** The agent who asks. */
export interface NotedCallViewer extends Omit<NoteViewer, 'seesAll'> {
  /** May they view contacts and companies of this colleague? Null: no agent. */
  readonly mayViewCallsOf: (colleague: string | null) => boolean;
}

type Noted = NonNullable<ReturnType<typeof noteOfLine>> & {
  /** Who talked; null: no agent. */
  readonly extension: string | null;
  readonly talkSeconds: number;
};

/**
 * What the list of past calls would show an agent of a call and of what was written of it; null: it shows them no talk, or nothing
 * written. Pure.
 * @param client as the agent may view them
 */
export function notedCall(
  call: Omit<StoredCall, 'endedAt' | 'numberKey'>,
  client: Pick<SeenClient, 'cards' | 'isOwned'>,
  viewer: NotedCallViewer,
): Noted | null {
  if (call.note === undefined || call.outcome !== 'answered') return null;
  const share = shareOf(viewer.extension, call, client, viewer.mayViewCallsOf);
  if (share === 'none') return null;
  const { record, talks } = callDetailsOf(call);
  if (record === null) return null;
  const isPart = share === 'part';
  const talkSeconds = isPart ? (talks[viewer.extension] ?? 0) : call.talkSeconds;
  if (isPart && talkSeconds === 0) return null;
  const note = noteOfLine(call.note, { ...viewer, seesAll: readsNotes(share, client.cards) });
  return note && { ...note, extension: isPart ? viewer.extension : call.extension, talkSeconds };
}
