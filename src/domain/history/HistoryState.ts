import type { Failure } from '../Failure';
import type { HistoryPage, HistoryQuery } from './HistoryBackend';
import type { PastCall } from './PastCall';

/**
 * The recording of a call on its way to the player.
 *
 * ```
 *   asked ──▶ ready ──can't be played (the address has ended)──▶ asked ─▶ ready ──again──▶ failed
 *     ├──▶ none                                                                              │
 *     └──▶ failed ──────────────────────────pressed again──▶ asked ◀──────────────────────────┘
 * ```
 */
export type Recording =
  | { readonly kind: 'asked'; readonly isAgain: boolean }
  | { readonly kind: 'ready'; readonly url: string; readonly isAgain: boolean }
  | { readonly kind: 'none' }
  /** `failure` null: the browser could not play it. */
  | { readonly kind: 'failed'; readonly failure: Failure | null };

/**
 * The list of past calls on screen.
 *
 * ```
 *   closed ──opened──▶ open: reading ──▶ idle ──more, another query──▶ reading ─▶ …
 *     ▲                         └──▶ failed ──tried again──▶ reading
 *     └──────closed──────────────────────┘
 * ```
 */
export type HistoryState =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly query: HistoryQuery;
      /** While another query is read, those of the one before. */
      readonly calls: readonly PastCall[];
      readonly next: string | null;
      readonly hasDepartment: boolean;
      readonly reading:
        { readonly kind: 'reading' | 'idle' } | { readonly kind: 'failed'; readonly failure: Failure };
      /** Call whose details are shown. */
      readonly shownId: string | null;
      readonly recordings: ReadonlyMap<string, Recording>;
    };

/** What changes it. */
export type HistoryEvent =
  | { readonly type: 'opened' | 'closed' | 'reading' }
  | { readonly type: 'asked'; readonly query: HistoryQuery }
  /** @param isMore it goes behind what is there */
  | { readonly type: 'read'; readonly page: HistoryPage; readonly isMore: boolean }
  | { readonly type: 'failed'; readonly failure: Failure }
  /** Pressed again the details go. */
  | { readonly type: 'shown'; readonly callId: string }
  | { readonly type: 'recording'; readonly callId: string; readonly recording: Recording };

const ALL: HistoryQuery = { isDepartment: false, filter: 'all', search: '' };

/** The state after the event; pure. What comes after the list was closed changes nothing. */
export function changeHistory(state: HistoryState, event: HistoryEvent): HistoryState {
  if (event.type === 'opened')
    return {
      kind: 'open',
      query: ALL,
      calls: [],
      next: null,
      hasDepartment: false,
      reading: { kind: 'reading' },
      shownId: null,
      recordings: new Map(),
    };
  if (state.kind === 'closed') return state;
  switch (event.type) {
    case 'closed':
      return { kind: 'closed' };
    case 'reading':
      return { ...state, reading: { kind: 'reading' } };
    case 'asked':
      return { ...state, query: event.query, reading: { kind: 'reading' } };
    case 'failed':
      return { ...state, reading: { kind: 'failed', failure: event.failure } };
    case 'shown':
      return { ...state, shownId: state.shownId === event.callId ? null : event.callId };
    case 'recording':
      return { ...state, recordings: new Map([...state.recordings, [event.callId, event.recording]]) };
    case 'read': {
      const { page, isMore } = event;
      const before = isMore ? state.calls : [];
      const known = new Set(before.map(({ id }) => id));
      return {
        ...state,
        calls: [...before, ...page.calls.filter(({ id }) => !known.has(id))],
        next: page.next,
        hasDepartment: page.hasDepartment,
        reading: { kind: 'idle' },
      };
    }
  }
}
