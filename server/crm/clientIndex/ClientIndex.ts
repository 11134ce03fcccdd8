import * as v from 'valibot';
import { backOff } from '../../../protocol/backOff';
import type { Clock } from '../../system/Clock';
import { AmoFault } from '../client/AmoFault';
import { CardKeeper } from './CardKeeper';
import { indexKinds, type CardId, type ClientIndexStore, type IndexKind } from './ClientIndexStore';
import { IndexedCards } from './IndexedCards';
import type { IndexedLists } from './IndexedLists';
import type { IndexLog, IndexProgress } from './IndexLog';
import { IS_BY_CHANGE, PAGE, type IndexRequests } from './IndexRequests';
import { cursorSchema, FIRST_CURSOR, nextCursor, type Cursor } from './nextCursor';

/** Pause between two looks for changes, ms; a webhook ends it early. */
const POLL_MS = 30_000;
const AFTER_FAULT = { first: 5_000, longest: 300_000, jitter: 0.2 };

/** Cards named by webhooks that wait; the look for changes finds those that do not fit. */
const MAX_NAMED = 10_000;

/** Events this much before the last look are read again, s: the clocks differ. */
const EVENT_OVERLAP_SECONDS = 60;

/** The name under which the time of the last look that found everything is kept. */
const WHOLE_NOTE = 'whole';

/** The name under which is kept by what cards are found, and what that is now (`phoneLinks`). */
const LINKS_NOTE = 'links';
const LINKS = 'number-and-end';

/** A line of progress is logged after this many cards. */
const PROGRESS_STEP = 10_000;

const digits = v.pipe(v.string(), v.digits(), v.transform(Number), v.safeInteger());
const cursorText = v.pipe(v.string(), v.parseJson(), cursorSchema);

/**
 * A copy of amoCRM's contacts, companies, open leads and open tasks, so that who rings is known without a request.
 *
 * ```
 * stopped ──start──▶ filling ──contacts, companies, leads read to their ends──▶ following: each 30 s, or by a webhook
 *    ▲                  │ how far was read is written with each page                  │
 *    └────pause, close──┴─────────────────────────────────────────────────────────────┘
 * ```
 * amoCRM slow, limited or down makes it older and nothing else. Webhooks and events only name cards: what is true of them is
 * asked for.
 */
export class ClientIndex {
  readonly cards: IndexedCards;
  private readonly keeper: CardKeeper;
  private readonly cursors = new Map<IndexKind, Cursor>();
  private readonly named = new Map<string, CardId>();
  /** Events that were seen in the last look. */
  private seen = new Set<string>();
  private since: number | null = null;
  private readCards = 0;
  private failures = 0;
  private wholeAt: number | null = null;
  private wake: () => void = () => undefined;
  private running: { readonly end: AbortController; readonly done: Promise<void> } | null = null;

  constructor(
    private readonly requests: IndexRequests,
    readonly lists: IndexedLists,
    private readonly store: ClientIndexStore,
    private readonly clock: Clock,
    private readonly log: IndexLog,
  ) {
    this.cards = new IndexedCards(store);
    this.keeper = new CardKeeper(requests, store, (...kept) => {
      if (this.isFilled) log.kept(...kept);
    });
  }

  get users(): IndexedLists['users'] {
    return this.lists.users;
  }

  /** How far it is, for health and metrics. */
  get progress(): IndexProgress {
    const { ageMs } = this;
    return { isFilled: this.isFilled, cards: this.readCards, ageMs };
  }

  /** Can it be asked who has a number? */
  get isFilled(): boolean {
    return (['contacts', 'companies', 'leads'] as const).every((kind) => this.cursors.get(kind)?.isFilled);
  }

  /** Time since the end of the last look that found everything, ms; null: there was none. */
  get ageMs(): number | null {
    return this.wholeAt === null ? null : Math.max(0, this.clock.now() - this.wholeAt);
  }

  start(): void {
    if (this.running !== null) return;
    const end = new AbortController();
    this.running = { end, done: this.run(end.signal) };
  }

  /** Resolves once no request is running. */
  async pause(): Promise<void> {
    const { running } = this;
    this.running = null;
    running?.end.abort();
    this.wake();
    await running?.done;
  }

  /** Cards that a webhook names. */
  changed(cards: readonly CardId[]): void {
    if (this.running === null) return;
    for (const card of cards) {
      if (this.named.size >= MAX_NAMED) break;
      this.named.set(`${card.kind}:${card.id}`, card);
    }
    if (this.failures === 0) this.wake();
  }

  /** Never fails. */
  private async run(signal: AbortSignal): Promise<void> {
    for (;;) {
      const fault = await this.look(signal);
      if (signal.aborted) return;
      this.failures = fault === null ? 0 : this.failures + 1;
      if (this.failures === 1) this.log.failing(fault);
      // A webhook that came meanwhile is not waited for.
      if (fault === null && this.named.size > 0) continue;
      await this.rest(fault === null ? POLL_MS : backOff(AFTER_FAULT, this.failures, 0), signal);
    }
  }

  /** Looks for all changes. A part that fails keeps no other out, unless the whole account does. @returns the first fault */
  private async look(signal: AbortSignal): Promise<unknown> {
    let first: unknown = null;
    const parts = [
      () => this.load(),
      () => this.lists.readUsers(),
      () => this.lists.readStages(signal),
      () => this.recheckNamed(signal),
      ...indexKinds.map((kind) => () => this.readKind(kind, signal)),
      () => this.readEvents(signal),
      () => this.lists.readCurrency(signal),
    ];
    for (const part of parts) {
      try {
        await part();
      } catch (error) {
        first ??= error;
        if (signal.aborted || !(error instanceof AmoFault) || error.isOfAccount) break;
      }
    }
    if (first === null) {
      this.wholeAt = this.clock.now();
      // Without it a process that starts while amoCRM is away does not know the age.
      await this.note(WHOLE_NOTE, String(this.wholeAt)).catch(() => undefined);
    }
    return first;
  }

  /** Goes on where this or an earlier process stopped; another backend may have gone on meanwhile. */
  private async load(): Promise<void> {
    if (this.since !== null && this.failures === 0) return;
    const notes = await this.store.notes();
    for (const kind of indexKinds) {
      const parsed = v.safeParse(cursorText, notes.get(kind));
      this.cursors.set(kind, parsed.success ? parsed.output : FIRST_CURSOR);
    }
    if (notes.get(LINKS_NOTE) !== LINKS) await this.readAgain();
    this.lists.load(notes);
    const whole = v.safeParse(digits, notes.get(WHOLE_NOTE));
    if (whole.success) this.wholeAt = whole.output;
    const since = v.safeParse(digits, notes.get('events'));
    if (!since.success) await this.note('events', String(this.seconds()));
    this.since = since.success ? since.output : this.seconds();
  }

  /** An earlier version has written by what cards are found: all are read again, and what is there answers meanwhile. */
  private async readAgain(): Promise<void> {
    for (const kind of ['contacts', 'companies'] as const)
      this.cursors.set(kind, { ...(this.cursors.get(kind) ?? FIRST_CURSOR), from: 0, page: 1 });
    const cursors = [...this.cursors].map(([kind, cursor]) => [kind, JSON.stringify(cursor)] as const);
    const notes = new Map<string, string>([[LINKS_NOTE, LINKS], ...cursors]);
    await this.store.save({ entries: [], deleted: [], notes });
  }

  private async readKind(kind: IndexKind, signal: AbortSignal): Promise<void> {
    for (let isEnd = false; !isEnd;) {
      const before = this.cursors.get(kind) ?? FIRST_CURSOR;
      const page = await this.requests.page(kind, before, signal);
      const list = { limit: PAGE, isByChange: IS_BY_CHANGE[kind], now: this.seconds() };
      const next = nextCursor(before, page, list);
      const wasFilled = this.isFilled;
      await this.keeper.keep(kind, page.cards, new Map([[kind, JSON.stringify(next.cursor)]]));
      this.cursors.set(kind, next.cursor);
      this.report(wasFilled, page.cards.length);
      ({ isEnd } = next);
      signal.throwIfAborted();
    }
  }

  private report(wasFilled: boolean, cards: number): void {
    const step = Math.floor(this.readCards / PROGRESS_STEP);
    this.readCards += cards;
    if (wasFilled) return;
    if (this.isFilled) this.log.filled(this.readCards);
    else if (Math.floor(this.readCards / PROGRESS_STEP) > step) this.log.progress(this.readCards);
  }

  private async readEvents(signal: AbortSignal): Promise<void> {
    const since = this.since ?? this.seconds();
    const events = await this.requests.events(Math.max(0, since - EVENT_OVERLAP_SECONDS), signal);
    const fresh = events.filter(({ key }) => !this.seen.has(key)).map(({ card }) => card);
    if (fresh.length > 0) await this.keeper.recheck(fresh, signal);
    const newest = Math.max(since, ...events.map(({ at }) => at));
    if (newest > since) await this.note('events', String(newest));
    this.since = newest;
    this.seen = new Set(events.map(({ key }) => key));
  }

  private async recheckNamed(signal: AbortSignal): Promise<void> {
    const cards = [...this.named];
    if (cards.length === 0) return;
    await this.keeper.recheck(
      cards.map(([, card]) => card),
      signal,
    );
    // One that was named again meanwhile is asked for again.
    for (const [key, card] of cards) if (this.named.get(key) === card) this.named.delete(key);
  }

  private note(name: string, text: string): Promise<void> {
    return this.store.save({ entries: [], deleted: [], notes: new Map([[name, text]]) });
  }

  private seconds(): number {
    return Math.floor(this.clock.now() / 1_000);
  }

  private rest(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.clock.after(ms, () => this.wake());
      this.wake = () => {
        this.wake = () => undefined;
        stop();
        resolve();
      };
      if (signal.aborted) this.wake();
    });
  }
}
