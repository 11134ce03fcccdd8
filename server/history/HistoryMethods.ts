import type { WireContact } from '../../protocol/contact';
import type { WireHistory, WireRecordingLink } from '../../protocol/history';
import type { HistoryQuery } from '../../protocol/historyQuery';
import type { Agent } from '../calls/Agent';
import type { CallRecord } from '../calls/CallRecord';
import { CommandFault } from '../calls/CommandFault';
import type { StoredCall } from '../store/StoredCall';
import { Turns } from '../store/Turns';
import { historyEntry } from './historyEntry';
import type { HistoryLines } from './HistoryLines';
import type { HistoryPages } from './HistoryPages';
import { searchedCalls, type SearchedCalls } from './SearchedCalls';

/** A link to a recording. */
export interface RecordingLink {
  readonly url: string;
  /** ms since 1970; null: it is the telephone system's own, of which that is not known. */
  readonly expiresAt: number | null;
}

/** What the methods use of the backend. */
export interface HistoryMethodsOptions {
  readonly calls: { find(id: string): Promise<StoredCall | null> };
  readonly pages: Pick<HistoryPages, 'read'>;
  readonly lines: Pick<HistoryLines, 'seen'>;
  /** May the agent see calls of others at all? */
  readonly hasDepartment: (extension: string) => boolean;
  /** People whose name fits, as far as the agent may see them. */
  readonly peopleLike: (text: string, agent: Agent, signal: AbortSignal) => Promise<readonly WireContact[]>;
  /** A link for some minutes; null: there is no recording. */
  readonly linkTo: (record: CallRecord) => Promise<RecordingLink | null>;
}

/** Most requests of an agent, as of several tabs, that wait for their turn. */
const MOST_WAITING = 5;

/** The wire's methods for the list of past calls. One request of an agent runs at a time: each looks at many calls. */
export class HistoryMethods {
  /** By extension. */
  private readonly turns = new Map<string, Turns>();
  /** Requests whose turn has not come, by extension. */
  private readonly waiting = new Map<string, Set<symbol>>();
  /** What each agent has searched for last: its pages ask for it again. */
  private readonly searched = new Map<
    string,
    { readonly text: string; readonly calls: SearchedCalls | null }
  >();

  constructor(private readonly options: HistoryMethodsOptions) {}

  /** Fails with a `CommandFault`, or as the store does. */
  async list(agent: Agent, query: HistoryQuery, signal: AbortSignal): Promise<WireHistory> {
    const { pages, hasDepartment } = this.options;
    const { extension } = agent;
    const waiting = this.waiting.get(extension) ?? new Set();
    this.waiting.set(extension, waiting);
    const own = Symbol(query.scope);
    waiting.add(own);
    // The latest ones are wanted: of an agent who asks on and on the one that waits longest is not.
    const [longest] = waiting;
    if (longest !== undefined && waiting.size > MOST_WAITING) waiting.delete(longest);
    return this.turnsOf(extension).run(async () => {
      if (!waiting.delete(own) || signal.aborted) throw new CommandFault('TooManyRequests');
      const searched = await this.searchedBy(agent, query, signal);
      const page = await pages.read(extension, query, searched, signal);
      return { ...page, has_department: hasDepartment(extension) };
    });
  }

  /** Fails with a `CommandFault`: there is no such call, or the agent may not see all of it. */
  async recording({ extension }: Agent, id: string): Promise<WireRecordingLink> {
    const { calls, lines, linkTo } = this.options;
    const call = await calls.find(id);
    const entry = call === null ? null : historyEntry(call);
    const seen = entry === null ? null : await lines.seen(entry, extension);
    if (entry === null || seen?.share !== 'whole') throw new CommandFault('NoActiveCall');
    // What colleagues say among themselves is in no list.
    const link = entry.record === null ? null : await linkTo(entry.record);
    const at = link?.expiresAt ?? null;
    return { url: link?.url ?? null, expires_at: at === null ? null : at / 1_000 };
  }

  private turnsOf(extension: string): Turns {
    const known = this.turns.get(extension) ?? new Turns();
    this.turns.set(extension, known);
    return known;
  }

  /** The first page searches again. */
  private async searchedBy(
    agent: Agent,
    { search = '', cursor }: HistoryQuery,
    signal: AbortSignal,
  ): Promise<SearchedCalls | null> {
    const known = this.searched.get(agent.extension);
    if (cursor !== undefined && known?.text === search) return known.calls;
    const calls = await searchedCalls(search, (name) => this.options.peopleLike(name, agent, signal));
    this.searched.set(agent.extension, { text: search, calls });
    return calls;
  }
}
