import type { Timer } from '../Timer';
import type { CallNote, Choice, NextTask, TaskDraft } from './CallNote';
import type { Outcome, Outcomes } from './Outcomes';
import { firstTaskTime } from './taskTimes';

/** What was not typed on for so long is a task, ms. */
const IDLE_MS = 10_000;

/** The same of a task that can't be changed afterwards, or in a tab in which it was not typed, since the other one may be gone, ms. */
const LEFT_MS = 30_000;

/** A task that is typed over one that is there goes with the entry: so long before that at the latest, ms. */
const AHEAD_MS = 5_000;

const MINUTE_MS = 60_000;

/** What the next tasks are kept with. */
export interface NextTasksOptions {
  readonly timer: Pick<Timer, 'now'>;
  /** ms since 1970 by the backend's clock */
  readonly now: () => number;
  readonly notes: () => Iterable<CallNote>;
  readonly noteOf: (callId: string) => CallNote | undefined;
  readonly outcomes: () => Outcomes;
  readonly choose: (callId: string, change: Partial<Choice>) => void;
  readonly type: (callId: string, typed: Omit<TaskDraft, 'at'>) => void;
}

/**
 * The next tasks of notes. An outcome brings its own, due when the company has set it. A text that the agent types becomes a task by
 * itself once they leave it, so that none is lost for want of a time:
 *
 * ```
 *   no draft ──key──▶ draft ──left · Done · 10 s without a key──▶ task, due when it was or at the first sensible time
 *      ▲                └──a time is chosen · "No task"──▶ task · none
 *      └──────────────────────────────────────────────────┘
 * ```
 */
export class NextTasks {
  /** Calls whose task is typed in this tab. */
  private readonly typed = new Set<string>();
  /** The tasks that outcomes have brought: one that the agent has not changed goes with its outcome. */
  private readonly brought = new Map<string, NextTask>();

  constructor(private readonly options: NextTasksOptions) {}

  /** The agent changes the text of the next task, or picks another time for it. @param dueAt ms since 1970; null: none was picked */
  type(callId: string, text: string, dueAt: number | null = null): void {
    this.typed.add(callId);
    const picked = dueAt ?? this.options.noteOf(callId)?.draft?.dueAt ?? null;
    this.options.type(callId, { text, dueAt: picked });
  }

  /** Chosen again an outcome is taken back. @returns whether it has brought its task */
  chooseOutcome(callId: string, id: string): boolean {
    const { noteOf, choose, timer } = this.options;
    this.keep(callId);
    const note = noteOf(callId);
    if (!note) return false;
    const { outcomeId: chosen, task: now } = note.choice.value;
    const outcomeId = chosen === id ? null : id;
    const isBrought = now !== null && !note.isLogged && isSame(now, this.brought.get(callId));
    if (now !== null && !isBrought) {
      choose(callId, { outcomeId });
      return false;
    }
    const own = this.outcome(outcomeId)?.task ?? null;
    const task = own && { text: own.text, dueAt: timer.now() + own.inMinutes * MINUTE_MS };
    if (task === null) this.brought.delete(callId);
    else this.brought.set(callId, task);
    choose(callId, { outcomeId, task });
    return task !== null;
  }

  /** The task that a note has, or gets once its text is left; null: none. */
  taskOf({ draft, choice }: Pick<CallNote, 'draft' | 'choice'>): NextTask | null {
    const { task, outcomeId } = choice.value;
    if (draft === null) return task;
    const text = draft.text.trim();
    const inMinutes = this.outcome(outcomeId)?.task?.inMinutes ?? null;
    const dueAt = draft.dueAt ?? task?.dueAt ?? firstTaskTime(this.options.timer.now(), inMinutes);
    return text === '' ? null : { text, dueAt };
  }

  /** The text that is typed becomes the task; without one there is none. */
  keep(callId: string): void {
    this.typed.delete(callId);
    const note = this.options.noteOf(callId);
    if (note?.draft) this.options.choose(callId, { task: this.taskOf(note) });
  }

  /** Time has passed. @param isIn whether the agent is where the task of the call is typed */
  passTime(isIn: (callId: string) => boolean): void {
    const now = this.options.now();
    for (const note of [...this.options.notes()]) {
      const { callId, draft } = note;
      if (draft === null) continue;
      const isOwn = this.typed.has(callId);
      const idleMs = isOwn && !note.isLogged ? IDLE_MS : LEFT_MS;
      const isDue = now >= draft.at + idleMs || (isOwn && isEnding(note, now));
      if ((isDue && draft.text.trim() !== '') || (isOwn && !isIn(callId))) this.keep(callId);
    }
  }

  private outcome(id: string | null): Outcome | undefined {
    return this.options.outcomes().list.find((one) => one.id === id);
  }
}

/** Does its entry go soon, and the task with it? One that is not there yet can come later. */
function isEnding(note: CallNote, now: number): boolean {
  if (note.phase !== 'over' || note.choice.value.task === null) return false;
  return typeof note.waitsUntil === 'number' && now >= note.waitsUntil - AHEAD_MS;
}

function isSame({ text, dueAt }: NextTask, other: NextTask | undefined): boolean {
  return other?.text === text && other.dueAt === dueAt;
}
