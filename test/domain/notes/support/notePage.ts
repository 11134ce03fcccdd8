import type { Call } from '../../../../src/domain/calls/Call';
import { emptyBoard, type CallBoard } from '../../../../src/domain/calls/CallBoard';
import type { CallNote } from '../../../../src/domain/notes/CallNote';
import { CallNotes } from '../../../../src/domain/notes/CallNotes';
import { Store } from '../../../../src/domain/Store';
import { noteClient } from '../../../../src/infrastructure/ui/notes/noteClient';
import { FakeTimer } from '../../../support/FakeTimer';
import { FakeNoteBackend } from './FakeNoteBackend';
import { FakeNoteMemory } from './FakeNoteMemory';

/** The clock of all pages and the backend. */
export const timer = new FakeTimer();
export let backend: FakeNoteBackend;
export let memory: FakeNoteMemory;
export let board: Store<CallBoard>;
/** The notes of the page that is open. */
export let notes: CallNotes;
let page = 0;
let isSeen = true;

beforeEach(async () => {
  [backend, memory, board] = [new FakeNoteBackend(), new FakeNoteMemory(), new Store<CallBoard>(emptyBoard)];
  isSeen = true;
  await load();
});

/** Loads the page: all but the browser's storage is new. */
export async function load(): Promise<void> {
  page += 1;
  const own = page;
  notes = new CallNotes({
    backend,
    memory,
    turns: {
      take: (_callId, _isOwn, begin) => {
        begin();
        return () => undefined;
      },
    },
    // A page that is left runs no timers.
    timer: { now: () => timer.now(), after: (ms, action) => timer.after(ms, () => own === page && action()) },
    board,
    isLeader: () => true,
    isSeen: () => isSeen,
    clientOf: (call) => noteClient(call, new Map()),
  });
  await timer.pass(0);
}

/** The backend reports these calls. */
export function report(...calls: Call[]): void {
  board.set({ ...board.get(), calls, isReported: true });
  notes.boardChanged(board.get());
}

const facts = () => ({
  id: 'c1',
  direction: 'inbound' as const,
  party: {
    name: 'Ольга',
    number: '+79165551212',
    contactId: null,
    company: null,
    responsible: null,
    matches: [],
  },
  via: 'sales',
  startedAt: timer.now(),
  farHeld: false,
  consultOf: null,
  card: null,
  note: 'a',
});
/** A call in conversation. */
export const talk = (rest: Partial<Call> = {}): Call =>
  ({ ...facts(), phase: 'talking', answeredAt: timer.now(), muted: false, ...rest }) as Call;
/** The same call after the hang-up. */
export const over = (): Call => ({
  ...facts(),
  phase: 'ended',
  reason: 'hungUp',
  answeredAt: timer.now() - 192_000,
  endedAt: timer.now(),
  wentTo: null,
});

/** Its note. */
export const note = (): CallNote | undefined => notes.notes.get().get('c1');

/** The page is looked at from now on, or not. */
export function look(isNow: boolean): void {
  isSeen = isNow;
}
