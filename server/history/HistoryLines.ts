import type { WireHistoryLine } from '../../protocol/history';
import type { CallRecord } from '../calls/CallRecord';
import { isHandedOnBy } from '../calls/isHandedOnBy';
import type { Party } from '../calls/Party';
import type { SeenClient } from '../crm/rights/SeenClients';
import type { StoredCall } from '../store/StoredCall';
import type { HistoryEntry } from './historyEntry';
import { noteOfLine, type NoteViewer } from './noteOfLine';
import { readsNotes } from './readsNotes';
import { shareOf, type Share } from './shareOf';

/** What lines are made with. */
export interface HistoryLinesOptions {
  /** The client as the agent may see them, without a request; never fails. @param isDialled see `SeenClients` */
  readonly seen: (extension: string, number: string, isDialled: boolean) => Promise<SeenClient>;
  /** May the agent view contacts and companies of this colleague? Null: no agent. */
  readonly mayViewCallsOf: (extension: string, colleague: string | null) => boolean;
  /** Null: no agent has the extension. */
  readonly nameOf: (extension: string) => string | null;
  readonly outcomeText: NoteViewer['outcomeText'];
  /** Has the call a recording, as far as is known without looking for the file? */
  readonly hasRecording: (record: CallRecord) => boolean;
}

/** A call as far as an agent may see it. */
export interface SeenCall {
  readonly share: Exclude<Share, 'none'>;
  readonly client: SeenClient | null;
}

const DIRECTIONS = { inbound: 'INBOUND', outbound: 'OUTBOUND', internal: 'INTERNAL' } as const;

/** Makes lines of the list of calls, as one agent may see them. */
export class HistoryLines {
  constructor(private readonly options: HistoryLinesOptions) {}

  /** The number that a line of this call would show; null: it is not known. */
  numberOf({ call, record }: HistoryEntry, viewer: string): string | null {
    return call.direction === 'internal' ? otherOf(call, viewer) : (record?.number ?? null);
  }

  /** Null: the agent may not see the call. */
  async seen({ call, record }: HistoryEntry, viewer: string): Promise<SeenCall | null> {
    if (record === null && call.direction !== 'internal') return null;
    const isDialled = isHandedOnBy(viewer, call);
    const client = record === null ? null : await this.options.seen(viewer, record.number, isDialled);
    const share = shareOf(viewer, call, client ?? NO_CLIENT, (colleague) =>
      this.options.mayViewCallsOf(viewer, colleague),
    );
    return share === 'none' ? null : { share, client };
  }

  /** @param found name by which the call was searched; empty: none */
  line(entry: HistoryEntry, viewer: string, seen: SeenCall, found: string): WireHistoryLine {
    const { call, record } = entry;
    const { share, client } = seen;
    const isWhole = share === 'whole';
    const isPart = share === 'part';
    const { id, direction, startedAt, extension, extensions } = call;
    const number = record?.number ?? otherOf(call, viewer);
    return {
      id,
      direction: DIRECTIONS[direction],
      contact_phone: number,
      ...this.contact(number, client?.party ?? null, found),
      via: record?.via ?? null,
      agent: this.agent(entry, viewer, seen),
      is_mine: extensions.includes(viewer),
      started_at: startedAt / 1_000,
      talk_seconds: isPart ? ownTalk(entry, viewer) : Math.round(call.talkSeconds),
      outcome: isPart ? ownOutcome(entry, viewer) : (call.outcome ?? ''),
      note: noteOfLine(call.note, {
        extension: viewer,
        seesAll: readsNotes(share, client === null ? null : client.cards),
        nameOf: (other) => this.options.nameOf(other) ?? other,
        outcomeText: this.options.outcomeText,
      }),
      has_recording: isWhole && record !== null && extension !== null && this.options.hasRecording(record),
    };
  }

  private contact(
    number: string,
    party: Party | null,
    found: string,
  ): Pick<WireHistoryLine, 'contact_name' | 'contact_id' | 'company'> {
    if (party === null) return { contact_name: this.options.nameOf(number), contact_id: null, company: null };
    const { name, contactId, company } = party;
    return { contact_name: name ?? (found === '' ? null : found), contact_id: contactId, company };
  }

  private agent(entry: HistoryEntry, viewer: string, { share }: SeenCall): WireHistoryLine['agent'] {
    const { direction, extension } = entry.call;
    const isOwn = direction === 'internal' || (share === 'part' && ownTalk(entry, viewer) > 0);
    const shown = isOwn ? viewer : share === 'part' ? null : extension;
    return shown === null ? null : { name: this.options.nameOf(shown) ?? shown, is_me: shown === viewer };
  }
}

/** Stands for the client of a call between colleagues. */
const NO_CLIENT = { cards: 'none', isOwned: false } as const;

/** The colleague at the other end of a call between colleagues. */
function otherOf({ extension, extensions }: StoredCall, viewer: string): string {
  return extensions.find((one) => one !== viewer) ?? extension ?? '';
}

/** For how long the agent talked with the client, s. */
function ownTalk({ talks }: HistoryEntry, viewer: string): number {
  return talks[viewer] ?? 0;
}

/** Of a call that a colleague had at last: what the agent's own phone has shown of it. */
function ownOutcome(entry: HistoryEntry, viewer: string): string {
  const { outcome } = entry.call;
  if (outcome !== 'answered') return outcome ?? '';
  return ownTalk(entry, viewer) > 0 ? 'answered' : 'answeredElsewhere';
}
