import type { CallNote } from '../../../../src/domain/notes/CallNote';
import type { NoteMemory } from '../../../../src/domain/notes/NoteBackend';

/** Storage of a browser, which outlives pages. */
export class FakeNoteMemory implements NoteMemory {
  readonly kept = new Map<string, CallNote>();
  private readonly listeners = new Set<(callId: string, note: CallNote | null) => void>();

  all(): readonly CallNote[] {
    return [...this.kept.values()];
  }

  put(note: CallNote): void {
    this.kept.set(note.callId, { ...note, trouble: null });
  }

  remove(callId: string): void {
    this.kept.delete(callId);
  }

  onChange(listener: (callId: string, note: CallNote | null) => void): void {
    this.listeners.add(listener);
  }

  /** Another tab has put or removed the note. */
  change(callId: string, note: CallNote | null): void {
    for (const listener of this.listeners) listener(callId, note);
  }
}
