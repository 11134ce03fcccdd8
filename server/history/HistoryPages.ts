import type { WireHistory, WireHistoryLine } from '../../protocol/history';
import type { HistoryQuery } from '../../protocol/historyQuery';
import { CommandFault } from '../calls/CommandFault';
import type { CallPage, CallPosition, CallQuery, StoredCall } from '../store/StoredCall';
import type { Clock } from '../system/Clock';
import type { HistoryCursors } from './HistoryCursors';
import { historyEntry } from './historyEntry';
import type { HistoryLines } from './HistoryLines';
import type { SearchedCalls } from './SearchedCalls';

/** What pages are read with. */
export interface HistoryPagesOptions {
  readonly calls: { page(query: CallQuery): Promise<CallPage> };
  readonly lines: Pick<HistoryLines, 'numberOf' | 'seen' | 'line'>;
  readonly cursors: Pick<HistoryCursors, 'read' | 'write'>;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** Calls that are read at a time, and looked at for one page: of a rare filter or right a page is short then, and says where to go on. */
const PART = 250;
const MOST = 5_000;

/** After this time no further calls are looked at for a page, ms: amoCRM's proxy cuts at 10 s. */
const LONGEST_MS = 1_500;
/** After this time other work has its turn, ms: a number of many cards may take a tenth of a second. */
const SLICE_MS = 10;

/** Reads pages of ended calls for one agent. */
export class HistoryPages {
  constructor(private readonly options: HistoryPagesOptions) {}

  /** Fails as the store does, and with a `CommandFault` for a cursor that was not made for this agent. */
  async read(
    viewer: string,
    query: HistoryQuery,
    searched: SearchedCalls | null,
    /** The sender is gone. */
    signal: AbortSignal,
  ): Promise<Omit<WireHistory, 'has_department'>> {
    const { calls, cursors, clock } = this.options;
    let after = query.cursor === undefined ? undefined : cursors.read(query.cursor, viewer);
    // A page that was made for another agent, or by no one.
    if (after === null) throw new CommandFault('NotSupported');
    const until = clock.elapsed() + LONGEST_MS;
    let rested = clock.elapsed();
    const isOver = (): boolean => clock.elapsed() >= until || signal.aborted;
    const found: WireHistoryLine[] = [];
    const next = (at: CallPosition | null): Omit<WireHistory, 'has_department'> => ({
      calls: found,
      next: at === null ? null : cursors.write(at, viewer),
    });
    for (let looked = 0; looked < MOST && !isOver(); looked += PART) {
      const part: CallPage = await calls.page({
        ...(query.scope === 'own' && { extension: viewer }),
        ...(after !== undefined && { after }),
        limit: PART,
        isBrief: true,
      });
      for (const call of part.calls) {
        const line = await this.lineOf(viewer, call, query, searched);
        if (line !== null) found.push(line);
        after = { startedAt: call.startedAt, id: call.id };
        const isLast = call === part.calls.at(-1);
        if (found.length >= query.limit || (isOver() && !isLast)) return next(isLast ? part.next : after);
        if (clock.elapsed() - rested < SLICE_MS) continue;
        await new Promise(setImmediate);
        rested = clock.elapsed();
      }
      if (part.next === null) return next(null);
    }
    return next(after ?? null);
  }

  /** Null: the agent may not see it, or does not want it. What costs nothing is looked at first. */
  private async lineOf(
    viewer: string,
    call: StoredCall,
    { direction, outcome }: HistoryQuery,
    searched: SearchedCalls | null,
  ): Promise<WireHistoryLine | null> {
    if (direction !== undefined && direction.toLowerCase() !== call.direction) return null;
    const { lines } = this.options;
    const entry = historyEntry(call);
    const number = lines.numberOf(entry, viewer);
    const name = number === null ? null : searched === null ? '' : searched.nameFor(number);
    if (name === null) return null;
    const seen = await lines.seen(entry, viewer);
    if (seen === null) return null;
    const line = lines.line(entry, viewer, seen, name);
    // By what the agent sees of it: a filter shows nothing of what is hidden.
    return outcome === undefined || line.outcome === outcome ? line : null;
  }
}
