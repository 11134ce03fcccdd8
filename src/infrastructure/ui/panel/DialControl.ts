import { objection } from '../../../domain/calls/CallBoard';
import type { Call } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
import type { TakenWarning } from '../../../domain/calls/TakenWarning';
import { targetNumber, type Action, type DialTarget } from '../../../domain/calls/Command';
import {
  changeField,
  dialTarget,
  emptyField,
  type DialField,
  type DialFieldEvent,
} from '../../../domain/phonebook/DialField';
import { isBusy, type Contact } from '../../../domain/phonebook/Contact';
import { isTransferable } from '../call/callButtons';
import { choosableIn, shownIn, type PhonebookSearch } from '../../../domain/phonebook/PhonebookSearch';
import { Store } from '../../../domain/Store';

/** State of the dial field. */
export interface DialState {
  readonly field: DialField;
  /** Shows a hint: the agent pressed Enter on a text that is neither a number nor a contact. */
  readonly isHinted: boolean;
}

/** An extension, which may be that of a colleague. */
const EXTENSION = /^\d{2,8}$/;

/** Handles the dial field with its list: makes a call, or a transfer when the call in focus can be transferred. */
export class DialControl {
  readonly state = new Store<DialState>({ field: emptyField, isHinted: false });

  /** A transfer waits for the presence of its target. */
  private isCheckingPresence = false;
  /** Id of the call whose transfer the field is for; null: the field is for a new call. */
  private transferOf: string | null = null;
  /** What was entered for a new call before the field became one for a transfer: it is there again afterwards. */
  private draft: DialField = emptyField;

  constructor(
    private readonly calls: CallControl,
    private readonly search: PhonebookSearch,
    /** The call in focus, which a transfer hands over. */
    private readonly focused: () => Call | null,
    /** Digits of the shortest internal number. */
    private readonly minLength: number,
    /** Whether attended transfers work here. */
    private readonly canConsult: () => boolean,
    private readonly warning: Pick<TakenWarning, 'isFresh' | 'isSure'>,
  ) {}

  /**
   * Sets what the field is for, and changes its text with that: a number typed for a new call must not become the
   * target of a transfer when a call arrives meanwhile, nor the reverse. It waits until the field is for a new call again;
   * if a target is being entered by then, until that is sent or the field is left: a key meant for it must not call the number.
   * @param transferOf id of the call whose transfer the field is for; null: it is for a new call
   */
  setTransferOf(transferOf: string | null): void {
    if (transferOf === this.transferOf) return;
    const { field } = this.state.get();
    const isEmpty = field.text === '';
    if (this.transferOf === null && !isEmpty) this.draft = { ...field, marked: null, ahead: [] };
    this.transferOf = transferOf;
    this.clear();
    if (isEmpty) this.restore();
  }

  /** Whether the field holds a number or a chosen contact. */
  get isDialable(): boolean {
    return this.target() !== null;
  }

  /** The agent has changed the text. */
  typed(text: string): void {
    this.change({ type: 'typed', text });
    this.search.type(text);
  }

  /** Opens the list, when the field gets the focus or by an arrow key. */
  open(): void {
    if (this.search.state.get().kind === 'closed') this.search.open(this.searchText());
  }

  /** Repeats a failed search. */
  retry(): void {
    this.search.open(this.searchText());
  }

  /** Closes the list, as the field is left. The text stays. */
  close(): void {
    this.change({ type: 'unmarked' });
    this.search.close();
    this.restore();
  }

  /** Empties the field and closes the list. */
  clear(): void {
    this.change({ type: 'cleared' });
    this.search.close();
  }

  /**
   * An arrow key: opens the list, or moves the mark when it is open; while a search runs it waits for the answer.
   * @param by 1 down, -1 up
   */
  move(by: 1 | -1): void {
    const state = this.search.state.get();
    if (state.kind === 'closed') this.open();
    else if (state.kind === 'searching') this.change({ type: 'pressedAhead', key: by });
    else this.change({ type: 'moved', by, lines: choosableIn(state).length });
  }

  /** The state of the search has changed: an answer lets the keys act that were typed ahead of it. */
  searched(): void {
    const { ahead } = this.state.get().field;
    const { kind } = this.search.state.get();
    if (ahead.length === 0 || kind === 'searching') return;
    this.change({ type: 'answered' });
    if (kind === 'closed') return;
    for (const key of ahead)
      if (key === 'enter') void this.enter();
      else this.move(key);
  }

  /** A line was clicked: puts its contact into the field. @param line index in the list, from 0 */
  pick(line: number): void {
    const contact = choosableIn(this.search.state.get())[line];
    if (contact === undefined) return;
    this.change({ type: 'picked', contact });
    this.search.close();
  }

  /**
   * The Enter key. For a transfer a marked line is chosen first, as by a click, and the next Enter transfers: blind, or
   * attended when the colleague is busy. A new call starts at once. Behind an arrow that waits for the search it waits too.
   */
  enter(): Promise<void> {
    const { field } = this.state.get();
    if (field.ahead.length > 0) {
      this.change({ type: 'pressedAhead', key: 'enter' });
      return Promise.resolve();
    }
    const isTransfer = isTransferable(this.focused());
    if (isTransfer && field.marked !== null) {
      this.pick(field.marked);
      return Promise.resolve();
    }
    return isTransfer && this.canConsult() ? this.transfer() : this.act();
  }

  /** Transfers the call: attended when the target is a colleague whose phone is busy at this moment, else blind. */
  private async transfer(): Promise<void> {
    const { field } = this.state.get();
    const call = this.focused();
    const number = this.number();
    // The presence of outside numbers is not known.
    if (number === null || !EXTENSION.test(number)) return this.act();
    if (this.isCheckingPresence) return;
    this.isCheckingPresence = true;
    const colleague = await this.search.colleague(number, this.contact(number));
    this.isCheckingPresence = false;
    if (this.state.get().field.text !== field.text || this.focused()?.id !== call?.id) return;
    await this.act(isBusy(colleague) ? 'consult' : 'redirect');
  }

  /** The Escape key: closes the list, else empties the field. @returns false when there was neither */
  escape(): boolean {
    if (this.search.state.get().kind !== 'closed') {
      this.change({ type: 'unmarked' });
      this.search.close();
      return true;
    }
    if (this.state.get().field.text === '') return false;
    this.change({ type: 'cleared' });
    return true;
  }

  /**
   * Sends one command: a call to the target in the field, or a transfer of the call in focus. Shows the hint when the
   * field has no target. Nothing when the board objects, as while the same command is under way.
   * @param way of a transfer: `redirect` blind, `consult` attended
   */
  async act(way: 'redirect' | 'consult' = 'redirect'): Promise<void> {
    // A press of the button replaces the keys that wait.
    this.change({ type: 'answered' });
    const { field } = this.state.get();
    const target = this.target();
    if (target === null) {
      this.state.set({ field, isHinted: true });
      return;
    }
    const action = this.actionFor(target, way);
    if (this.warning.isFresh || objection(this.calls.board.get(), action) !== null) return;
    this.search.close();
    const outcome = await this.calls.send(action);
    if (outcome.kind !== 'accepted') return;
    // A refused number stays for correction, and so does a text that was typed meanwhile.
    if (this.state.get().field.text === field.text) this.change({ type: 'cleared' });
    this.restore();
  }

  /** Puts what was entered for a new call back into the field if that is for one and empty. */
  private restore(): void {
    if (this.transferOf !== null || this.draft === emptyField || this.state.get().field.text !== '') return;
    this.state.set({ field: this.draft, isHinted: false });
    this.draft = emptyField;
  }

  private actionFor(target: DialTarget, way: 'redirect' | 'consult'): Action {
    const call = this.focused();
    if (isTransferable(call)) return { kind: way, callId: call.id, target };
    return { kind: 'originate', target, isSure: this.warning.isSure(target) };
  }

  /** The contact with this number, as last shown; null: none was. */
  private contact(number: string): Contact | null {
    const { chosen } = this.state.get().field;
    return chosen ?? shownIn(this.search.state.get()).find((one) => one.number === number) ?? null;
  }

  /** Number of the target; null: no target. */
  private number(): string | null {
    const target = this.target();
    return target && targetNumber(target);
  }

  /** Whom a call or transfer would go to; null: neither a number nor a contact is entered. */
  private target(): DialTarget | null {
    return dialTarget(this.state.get().field, choosableIn(this.search.state.get()), this.minLength);
  }

  /** The text to search for; empty when it is the name of a chosen contact. */
  private searchText(): string {
    const { field } = this.state.get();
    return field.chosen === null ? field.text : '';
  }

  /** Applies an event to the field; drops the hint. */
  private change(event: DialFieldEvent): void {
    const before = this.state.get();
    const field = changeField(before.field, event);
    if (field !== before.field || before.isHinted) this.state.set({ field, isHinted: false });
  }
}
