import { Failure } from '../Failure';
import { NewestRun } from '../NewestRun';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import type { HistoryBackend, HistoryPage, HistoryQuery } from './HistoryBackend';
import { changeHistory, type HistoryEvent, type HistoryState, type Recording } from './HistoryState';

/** How long typing must pause before a search is sent, ms. */
const SEARCH_DELAY_MS = 300;

/** Empty parts that are passed over by themselves: of a rare search the backend looks at some thousand calls for each. */
const MOST_EMPTY = 4;

/** The list of past calls: read when it is opened, asked for or gone on with. */
export class PastCalls {
  private readonly store = new Store<HistoryState>({ kind: 'closed' });
  private readonly run: NewestRun;

  constructor(
    private readonly backend: HistoryBackend,
    timer: Timer,
  ) {
    this.run = new NewestRun(timer);
  }

  get state(): Readable<HistoryState> {
    return this.store;
  }

  open(): void {
    this.apply({ type: 'opened' });
    this.read(0);
  }

  close(): void {
    this.run.cancel();
    this.apply({ type: 'closed' });
  }

  /** Lists other calls; what is left out stays as it is. A search waits until typing pauses. */
  ask(change: Partial<HistoryQuery>): void {
    const state = this.store.get();
    if (state.kind === 'closed') return;
    this.apply({ type: 'asked', query: { ...state.query, ...change } });
    this.read(change.search === undefined ? 0 : SEARCH_DELAY_MS);
  }

  /** Reads the list again from its begin: a call has ended, or reading has failed. */
  again(): void {
    if (this.store.get().kind === 'closed') return;
    this.apply({ type: 'reading' });
    this.read(0);
  }

  /** Reads the next part. */
  more(): void {
    const state = this.store.get();
    if (state.kind === 'closed' || state.next === null) return;
    this.apply({ type: 'reading' });
    this.read(0, state.next);
  }

  /** Shows the call's details, or hides them. */
  show(callId: string): void {
    this.apply({ type: 'shown', callId });
  }

  /** Asks for the call's recording. */
  listen(callId: string): void {
    void this.fetch(callId, false);
  }

  /** The player can't play the recording: its address may have ended, so it is asked for once more. */
  broken(callId: string): void {
    const state = this.store.get();
    const recording = state.kind === 'open' ? state.recordings.get(callId) : undefined;
    if (recording?.kind !== 'ready') return;
    if (recording.isAgain) this.heard(callId, { kind: 'failed', failure: null });
    else void this.fetch(callId, true);
  }

  /** The player plays: if its address ends later, it is asked for again. */
  plays(callId: string): void {
    const state = this.store.get();
    const recording = state.kind === 'open' ? state.recordings.get(callId) : undefined;
    if (recording?.kind === 'ready' && recording.isAgain)
      this.heard(callId, { ...recording, isAgain: false });
  }

  private async fetch(callId: string, isAgain: boolean): Promise<void> {
    this.heard(callId, { kind: 'asked', isAgain });
    const recording = await this.backend.recording(callId).then(
      (url): Recording => (url === null ? { kind: 'none' } : { kind: 'ready', url, isAgain }),
      (cause: unknown): Recording => ({ kind: 'failed', failure: Failure.from(cause) }),
    );
    this.heard(callId, recording);
  }

  private heard(callId: string, recording: Recording): void {
    this.apply({ type: 'recording', callId, recording });
  }

  private read(delayMs: number, after: string | null = null): void {
    this.run.start(
      delayMs,
      () => this.page(after),
      (result) =>
        this.apply(
          result instanceof Failure
            ? { type: 'failed', failure: result }
            : { type: 'read', page: result, isMore: after !== null },
        ),
    );
  }

  /** Never rejects. */
  private async page(after: string | null): Promise<HistoryPage | Failure> {
    const state = this.store.get();
    if (state.kind === 'closed') return new Failure('cancelled');
    try {
      let page = await this.backend.page(state.query, after);
      for (let empty = 0; page.calls.length === 0 && page.next !== null && empty < MOST_EMPTY; empty += 1)
        page = await this.backend.page(state.query, page.next);
      return page;
    } catch (cause) {
      return Failure.from(cause);
    }
  }

  private apply(event: HistoryEvent): void {
    this.store.set(changeHistory(this.store.get(), event));
  }
}
