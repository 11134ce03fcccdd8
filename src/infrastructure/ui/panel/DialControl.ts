import { objection } from '../../../domain/calls/CallBoard';
import type { Call } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
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

/** The dial field with its hint: what the keyboard and the mouse do to it. */
export interface DialState {
  readonly field: DialField;
  /** The agent pressed Enter on what is neither a number nor a contact. */
  readonly isHinted: boolean;
}

/** An internal number. */
const EXTENSION = /^\d{2,8}$/;

/** Takes what the agent does in the dial field and makes a call, or a transfer when there is a call. */
export class DialControl {
  readonly state = new Store<DialState>({ field: emptyField, isHinted: false });

  /** A transfer waits to hear whether the colleague is busy. */
  private isLooking = false;
  /** The call whose transfer the field is for; null: the field is for a new call. */
  private transferOf: string | null = null;

  constructor(
    private readonly calls: CallControl,
    private readonly search: PhonebookSearch,
    /** The call that a transfer would hand over. */
    private readonly focused: () => Call | null,
    /** Digits of the shortest internal number. */
    private readonly minLength: number,
    private readonly canConsult: () => boolean,
  ) {}

  /**
   * Sets what the field is for, and clears it when that changes: what was typed to call somebody must not hand over a
   * call that has come meanwhile, nor the reverse.
   * @param transferOf call whose transfer the field is for; null: it is for a new call
   */
  serve(transferOf: string | null): void {
    if (transferOf === this.transferOf) return;
    this.transferOf = transferOf;
    this.clear();
  }

  /** Can what stands in the field be called as it is? */
  get isDialable(): boolean {
    return this.target() !== null;
  }

  typed(text: string): void {
    this.change({ type: 'typed', text });
    this.search.type(text);
  }

  /** The field got the focus, or the list is asked for. */
  open(): void {
    if (this.search.state.get().kind === 'closed') this.search.open(this.searchText());
  }

  retry(): void {
    this.search.open(this.searchText());
  }

  close(): void {
    this.change({ type: 'unmarked' });
    this.search.close();
  }

  clear(): void {
    this.change({ type: 'cleared' });
    this.search.close();
  }

  /** Arrow keys: opens the list, then moves the mark. */
  move(by: 1 | -1): void {
    const lines = choosableIn(this.search.state.get()).length;
    if (this.search.state.get().kind === 'closed') this.open();
    else this.change({ type: 'moved', by, lines });
  }

  /** A line was clicked: the contact stands in the field. */
  pick(line: number): void {
    const contact = choosableIn(this.search.state.get())[line];
    if (contact === undefined) return;
    this.change({ type: 'picked', contact });
    this.search.close();
  }

  /**
   * Enter. A marked line of a transfer is chosen, as by a click: only the next one hands the client over, and a busy
   * colleague is asked first. A new call starts at once.
   */
  enter(): Promise<void> {
    const { field } = this.state.get();
    const isTransfer = isTransferable(this.focused());
    if (isTransfer && field.marked !== null) {
      this.pick(field.marked);
      return Promise.resolve();
    }
    return isTransfer && this.canConsult() ? this.transfer() : this.act();
  }

  /** Hands the call over; a colleague whose phone is busy at this moment is asked first. */
  private async transfer(): Promise<void> {
    const { field } = this.state.get();
    const call = this.focused();
    const number = this.number();
    // An outside number has no phone that is known.
    if (number === null || !EXTENSION.test(number)) return this.act();
    if (this.isLooking) return;
    this.isLooking = true;
    const colleague = await this.search.colleague(number, this.contact(number));
    this.isLooking = false;
    if (this.state.get().field.text !== field.text || this.focused()?.id !== call?.id) return;
    await this.act(isBusy(colleague) ? 'consult' : 'redirect');
  }

  /** Escape: first the list, then the text. False: there was nothing to close. */
  escape(): boolean {
    if (this.search.state.get().kind !== 'closed') {
      this.close();
      return true;
    }
    if (this.state.get().field.text === '') return false;
    this.change({ type: 'cleared' });
    return true;
  }

  /**
   * Calls, or hands the call over. Exactly one command for one press.
   * @param way of a transfer: blind, or attended by asking the target first
   */
  async act(way: 'redirect' | 'consult' = 'redirect'): Promise<void> {
    const { field } = this.state.get();
    const target = this.target();
    if (target === null) {
      this.state.set({ field, isHinted: true });
      return;
    }
    const action = this.actionFor(target, way);
    if (objection(this.calls.board.get(), action) !== null) return;
    this.search.close();
    const outcome = await this.calls.send(action);
    // A refused number stays, to be mended; a new text that was typed meanwhile stays as well.
    if (outcome.kind === 'accepted' && this.state.get().field.text === field.text)
      this.change({ type: 'cleared' });
  }

  private actionFor(target: DialTarget, way: 'redirect' | 'consult'): Action {
    const call = this.focused();
    return isTransferable(call) ? { kind: way, callId: call.id, target } : { kind: 'originate', target };
  }

  /** The contact with this number, as they were last shown. */
  private contact(number: string): Contact | null {
    const { chosen } = this.state.get().field;
    return chosen ?? shownIn(this.search.state.get()).find((one) => one.number === number) ?? null;
  }

  /** The number that the field stands for. */
  private number(): string | null {
    const target = this.target();
    return target && targetNumber(target);
  }

  private target(): DialTarget | null {
    return dialTarget(this.state.get().field, choosableIn(this.search.state.get()), this.minLength);
  }

  /** The name of a chosen contact is not what the agent wants to search for next. */
  private searchText(): string {
    const { field } = this.state.get();
    return field.chosen === null ? field.text : '';
  }

  private change(event: DialFieldEvent): void {
    const before = this.state.get();
    const field = changeField(before.field, event);
    if (field !== before.field || before.isHinted) this.state.set({ field, isHinted: false });
  }
}
