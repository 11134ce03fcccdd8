import type { CallNote } from '../../../domain/notes/CallNote';
import type { CallNotes } from '../../../domain/notes/CallNotes';
import { taskTimes, type TaskTime } from '../../../domain/notes/taskTimes';
import { Store } from '../../../domain/Store';
import type { Timer } from '../../../domain/Timer';
import type { Texts } from '../../amocrm/Texts';
import { localMoment } from './localMoment';
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
  /** Call for whose next task the agent picks another time than the ready ones. */
  readonly otherFor = new Store<string | null>(null);

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
      case 'other':
        this.turnOther(note);
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

  /** The agent has typed in a field of the next task, or picked another time. */
  input(field: EventTarget | null): void {
    const { notes, shown } = this.options;
    const note = shown();
    if (note === null || !(field instanceof HTMLInputElement)) return;
    if (field === this.taskInput) {
      notes.tasks.type(note.callId, field.value);
      return;
    }
    // While it is typed it may be no time, or one that is over.
    if (field.value !== '' && field.validity.valid)
      notes.tasks.type(note.callId, this.taskText, new Date(field.value).getTime());
  }

  /** Is the agent where the text of the call's next task is typed? */
  isInTask(callId: string): boolean {
    const { box, shown } = this.options;
    const field = box.querySelector('.asteriskng-note-task');
    return shown()?.callId === callId && field !== null && field.contains(box.ownerDocument.activeElement);
  }

  /** @returns false: the key does nothing here */
  key(target: HTMLElement, key: string): boolean {
    const isTask = target.closest('.asteriskng-note-task') !== null;
    if (isTask && (key === 'Escape' || (key === 'Enter' && target.matches('[type=datetime-local]'))))
      this.closeTask();
    else if (target === this.taskInput && key === 'Enter')
      this.options.box.querySelector<HTMLElement>('[data-note=when]')?.focus();
    else return moveInChips(target, key);
    return true;
  }

  private get taskInput(): HTMLInputElement | null {
    return this.options.box.querySelector<HTMLInputElement>('[data-part="note-task-text"]');
  }

  /** One that brings a task shows it, so that text and time can be changed at once. */
  private chooseOutcome({ callId }: CallNote, id: string): void {
    this.taskFor.set(this.options.notes.tasks.chooseOutcome(callId, id) ? callId : null);
    this.otherFor.set(null);
  }

  private turnTask(note: CallNote): void {
    const { callId } = note;
    this.taskFor.set(this.taskFor.get() === callId ? null : callId);
    this.otherFor.set(null);
    if (this.options.notes.tasks.taskOf(note) === null) this.taskInput?.select();
  }

  private setTask(note: CallNote, kind: string): void {
    const time = this.timesOf(note).find((one) => one.kind === kind);
    if (time) this.options.notes.choose(note.callId, { task: { text: this.taskText, dueAt: time.dueAt } });
    this.closeTask();
  }

  private get taskText(): string {
    return this.taskInput?.value.trim() || this.options.texts('note.taskDefault');
  }

  /** Shows the field for another time, with the time that holds now. */
  private turnOther(note: CallNote): void {
    const { notes, box } = this.options;
    const isOpen = this.otherFor.get() === note.callId;
    this.otherFor.set(isOpen ? null : note.callId);
    const field = box.querySelector<HTMLInputElement>('[data-part="note-task-time"]');
    if (!field) return;
    const dueAt = notes.tasks.taskOf(note)?.dueAt ?? this.timesOf(note)[0]?.dueAt;
    if (dueAt !== undefined) field.value = localMoment(dueAt);
    field.focus();
  }

  private timesOf({ choice }: CallNote): readonly TaskTime[] {
    const { notes, timer } = this.options;
    const offered = notes.outcomes.get().list.find(({ id }) => id === choice.value.outcomeId)?.task;
    return taskTimes(timer.now(), offered?.inMinutes ?? null);
  }

  private closeTask(): void {
    this.taskFor.set(null);
    this.otherFor.set(null);
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
