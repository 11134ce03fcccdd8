import type { CallNote } from '../../../domain/notes/CallNote';
import type { CallNotes } from '../../../domain/notes/CallNotes';
import { taskTimes } from '../../../domain/notes/taskTimes';
import { Store } from '../../../domain/Store';
import type { Timer } from '../../../domain/Timer';
import type { Texts } from '../../amocrm/Texts';
import { moveInChips } from './moveInChips';

/** What the actions use of the view. */
export interface NoteActionsOptions {
  readonly notes: CallNotes;
  readonly texts: Texts;
  readonly timer: Pick<Timer, 'now'>;
  /** Contains the note. */
  readonly box: HTMLElement;
  /** The note on screen. */
  readonly shown: () => CallNote | null;
  /** Moves the focus out of the note, which is about to go. */
  readonly leave: () => void;
}

/** Carries out presses and keys in the note on screen. */
export class NoteActions {
  /** Call whose note the agent has opened, in place of that of the call in focus. */
  readonly opened = new Store<string | null>(null);
  /** Call in whose note the row with times of the next task is open. */
  readonly taskFor = new Store<string | null>(null);

  constructor(private readonly options: NoteActionsOptions) {}

  /** Carries out a press on a node with `data-note`. */
  press(button: Element): void {
    const { notes, box, shown } = this.options;
    const value = button.getAttribute('data-value') ?? '';
    const command = button.getAttribute('data-note') ?? '';
    if (command === 'open') {
      this.opened.set(value);
      box.querySelector('textarea')?.focus();
      return;
    }
    const note = shown();
    if (!note) return;
    switch (command) {
      case 'outcome':
        this.chooseOutcome(note, value);
        return;
      case 'task':
        this.turnTask(note);
        return;
      case 'when':
        this.setTask(note, value);
        return;
      case 'noTask':
        notes.choose(note.callId, { task: null });
        this.closeTask();
        return;
      case 'more':
        notes.waitLonger(note.callId);
        return;
      case 'done':
        this.finish(note);
    }
  }

  /** @returns false: the key does nothing here */
  key(target: HTMLElement, key: string): boolean {
    const isTask = target.closest('.asteriskng-note-task') !== null;
    if (isTask && key === 'Escape') this.closeTask();
    else if (target === this.taskInput && key === 'Enter')
      this.options.box.querySelector<HTMLElement>('[data-note=when]')?.focus();
    else return moveInChips(target, key);
    return true;
  }

  private get taskInput(): HTMLInputElement | null {
    return this.options.box.querySelector<HTMLInputElement>('[data-part="note-task-text"]');
  }

  /** Pressed again an outcome is taken back. One with a task offers its times at once. */
  private chooseOutcome({ callId, choice }: CallNote, id: string): void {
    const { notes } = this.options;
    const outcomeId = choice.value.outcomeId === id ? null : id;
    notes.choose(callId, { outcomeId });
    const isOffered = notes.outcomes.get().list.some((one) => one.id === outcomeId && one.task !== null);
    if (isOffered && choice.value.task === null) this.taskFor.set(callId);
  }

  private turnTask({ callId, choice }: CallNote): void {
    this.taskFor.set(this.taskFor.get() === callId ? null : callId);
    if (choice.value.task === null) this.taskInput?.select();
  }

  private setTask({ callId, choice }: CallNote, kind: string): void {
    const { notes, texts, timer } = this.options;
    const offered = notes.outcomes.get().list.find(({ id }) => id === choice.value.outcomeId)?.task ?? null;
    const time = taskTimes(timer.now(), offered?.inMinutes ?? null).find((one) => one.kind === kind);
    const text = this.taskInput?.value.trim() || texts('note.taskDefault');
    if (time) notes.choose(callId, { task: { text, dueAt: time.dueAt } });
    this.closeTask();
  }

  private closeTask(): void {
    this.taskFor.set(null);
    this.options.box.querySelector<HTMLElement>('[data-note=task]')?.focus();
  }

  private finish({ callId }: CallNote): void {
    const { notes, box, leave } = this.options;
    if (!notes.finish(callId)) {
      box.querySelector<HTMLElement>('[role=radio][tabindex="0"]')?.focus();
      return;
    }
    this.opened.set(null);
    leave();
  }
}
