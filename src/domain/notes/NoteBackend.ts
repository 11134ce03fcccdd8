import type { Choice, CallNote } from './CallNote';
import type { KnownNote } from './changeNote';
import type { Outcomes } from './Outcomes';

/** The backend's methods for notes. All reject with a `Failure`. Times in ms since 1970 by the backend's clock. */
export interface NoteBackend {
  /**
   * Resolves once the text survives a crash there. Refused with `WrongPhase` where another computer has written meanwhile.
   * @param readAt of the text that it is known to have; 0: none
   */
  save(callId: string, text: string, at: number, readAt: number): Promise<void>;
  /** As `save`. */
  choose(callId: string, choice: Choice, at: number): Promise<void>;
  read(callId: string): Promise<KnownNote>;
  outcomes(): Promise<Outcomes>;
  /** The entry of an ended call waits longer for its outcome. @param minutes in all */
  extend(callId: string, minutes: number): Promise<void>;
  /** Notes of ended calls whose outcome the company wants and that has none, also of calls on another computer. */
  open(): Promise<readonly CallNote[]>;
}

/** What outlives the page: notes in the storage of this browser. Never fails. */
export interface NoteMemory {
  /** The notes that were left, those that are too old excluded. */
  all(): readonly CallNote[];
  put(note: CallNote): void;
  remove(callId: string): void;
  /** Calls `listener` when another tab has put or removed (null) a note. */
  onChange(listener: (callId: string, note: CallNote | null) => void): void;
}

/** Decides which tab of this browser sends what was typed of a call: one at a time, so that the backend is asked once. */
export interface SendTurns {
  /**
   * Waits for the turn, and calls `begin` when this tab has it, `lost` when another tab has taken it.
   * @param isOwn something was typed in this tab, which takes the turn from any other
   * @returns gives the turn up
   */
  take(callId: string, isOwn: boolean, begin: () => void, lost: () => void): () => void;
}
