import noteTemplate from './note.twig';
import linesTemplate from './noteLines.twig';
import restTemplate from './noteRest.twig';
import topTemplate from './noteTop.twig';
import { LONGEST_NOTE } from '../../../../protocol/callNote';
import { isLive, type Call } from '../../../domain/calls/Call';
import type { CallBoard } from '../../../domain/calls/CallBoard';
import type { CallNote } from '../../../domain/notes/CallNote';
import type { CallNotes } from '../../../domain/notes/CallNotes';
import { shownNote, unfinished } from '../../../domain/notes/shownNote';
import { subscribeAll, type Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/RenderTemplate';
import type { Texts } from '../../amocrm/Texts';
import { paint } from '../paint';
import { partOf } from '../partOf';
import { FoldedNote } from './FoldedNote';
import { NoteActions } from './NoteActions';
import { noteRest, noteTop, type NoteContext } from './noteRest';

export interface NotesViewOptions {
  /** The node of the panel that the note stands in. */
  readonly slot: HTMLElement;
  readonly notes: CallNotes;
  readonly board: Readable<CallBoard>;
  /** The call that the panel's buttons are for. */
  readonly focused: () => Call | null;
  /** Does a press call a client back now? */
  readonly canCall: () => boolean;
  /** Whether the panel is open, and other stores on which the view depends. */
  readonly isOpen: () => boolean;
  readonly sources: readonly { subscribe(listener: () => void): () => void }[];
  /** Takes the card of an ended call off the screen, if the note says all that it does. */
  readonly replaceCard: (call: Call) => void;
  /** Does the backend take notes? It may have been started again without. */
  readonly isOffered: () => boolean;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

/** The note of a call in the panel, below its card or after it, until the scope closes. */
export class NotesView {
  private readonly actions: NoteActions;
  private readonly box: HTMLElement;
  private readonly field: HTMLTextAreaElement;
  private readonly folded: FoldedNote;
  private shown: CallNote | null = null;
  private known: readonly string[] = [];

  constructor(
    private readonly options: NotesViewOptions,
    scope: Scope,
  ) {
    const { slot, notes, texts, render, sources, board } = options;
    slot.innerHTML = render(noteTemplate, {
      label: texts('note.label'),
      hint: texts('note.hint'),
      longest: LONGEST_NOTE,
    });
    this.box = partOf(slot, 'note-box');
    const field = partOf(slot, 'note-text');
    if (!(field instanceof HTMLTextAreaElement)) throw new TypeError('The note is no field');
    this.field = field;
    const actions = new NoteActions({
      notes,
      texts,
      timer: scope,
      box: this.box,
      shown: () => this.shown,
      leave: () => {
        this.root.focus({ preventScroll: true });
        this.paint();
      },
    });
    this.actions = actions;
    this.folded = new FoldedNote(
      partOf(this.root, 'status'),
      texts,
      (callId) => actions.opened.set(callId),
      scope,
    );
    scope.listen(slot, 'input', ({ target }) => {
      if (target !== this.field) return actions.input(target);
      if (!this.shown) return;
      this.fit();
      notes.type(this.shown.callId, this.field.value);
    });
    scope.listen(slot, 'change', ({ target }) => {
      if (target instanceof HTMLSelectElement && this.shown)
        notes.choose(this.shown.callId, { leadId: target.value || null });
    });
    scope.listen(slot, 'click', ({ target }) => {
      const button = target instanceof Element ? target.closest('[data-note]') : null;
      if (button && button.getAttribute('aria-disabled') !== 'true') actions.press(button);
    });
    scope.listen(slot, 'keydown', (event) => {
      const isKey = event instanceof KeyboardEvent && event.target instanceof HTMLElement;
      if (isKey && actions.key(event.target, event.key)) event.preventDefault();
    });
    // What waits for the agent to leave the note.
    scope.listen(slot, 'focusout', () => scope.after(0, () => this.paint()));
    const { document } = this;
    scope.listen(document, 'visibilitychange', () => this.look());
    scope.onClose(
      subscribeAll(
        [notes.notes, notes.outcomes, board, actions.opened, actions.taskFor, actions.otherFor, ...sources],
        () => this.paint(),
      ),
    );
    scope.every(1_000, () => {
      if (notes.notes.get().size === 0) return;
      notes.tasks.passTime((callId) => actions.isInTask(callId));
      if (document.visibilityState === 'visible')
        notes.passTime((callId) => callId === this.shown?.callId && this.isUsed);
      this.paint();
    });
    scope.onClose(() => slot.replaceChildren());
    this.paint();
  }

  private get document(): Document {
    return this.options.slot.ownerDocument;
  }

  /** Is the agent in the note? Then nothing takes its place. */
  private get isUsed(): boolean {
    return this.box.contains(this.document.activeElement);
  }

  private get root(): HTMLElement {
    return this.options.slot.closest<HTMLElement>('.asteriskng-root') ?? this.box;
  }

  private paint(): void {
    const { slot, notes, board, focused, isOffered, texts } = this.options;
    this.forgetOpened();
    const before = this.shown?.callId;
    const used = this.isUsed ? (before ?? null) : null;
    const view = shownNote(
      [...notes.notes.get().values()],
      board.get().calls,
      focused(),
      used ?? this.actions.opened.get(),
    );
    this.shown = isOffered() ? view.note : null;
    const { shown } = this;
    this.box.hidden = shown === null;
    slot.hidden = !isOffered() || (shown === null && view.lines.length === 0);
    if (shown) this.paintNote(shown, shown.callId === view.currentId);
    this.folded.show(isOffered() ? unfinished([...notes.notes.get().values()]) : []);
    const lines = view.lines.map(({ callId, phase, client }) => ({
      id: callId,
      text: texts(phase === 'live' ? 'note.ofTalk' : 'note.unfinished', { name: client.title }),
    }));
    this.region('note-lines', linesTemplate, lines.length > 0 ? { lines } : null);
    if (shown && shown.callId !== before) this.look();
  }

  private paintNote(note: CallNote, isOfCard: boolean): void {
    const { notes, board, focused, canCall, texts, isOpen, replaceCard } = this.options;
    const card = focused();
    const context: NoteContext = {
      outcomes: notes.outcomes.get(),
      isOfCard,
      isOfParty: isOfCard && card?.consultOf === null && !card.card?.about,
      isTaskOpen: this.actions.taskFor.get() === note.callId,
      isOtherOpen: this.actions.otherFor.get() === note.callId,
      task: notes.tasks.taskOf(note),
      canCall: canCall(),
      now: notes.now(),
      skewMs: board.get().skewMs,
      texts,
    };
    this.box.setAttribute('data-phase', note.phase);
    this.box.toggleAttribute('data-joined', isOfCard);
    this.region('note-top', topTemplate, noteTop(note, context));
    this.region('note-rest', restTemplate, noteRest(note, context));
    if (this.field.value !== note.text.value) this.field.value = note.text.value;
    this.fit();
    const deal = this.box.querySelector('select');
    if (deal) deal.value = note.choice.value.leadId ?? '';
    const call = board.get().calls.find(({ id }) => id === note.callId);
    // The card of a call without an answer offers to call again.
    if (call?.phase === 'ended' && call.answeredAt !== null && isOpen()) replaceCard(call);
  }

  /** Gives the field the height of its text. */
  private fit(): void {
    // A line break at the end is a line of its own only before another sign.
    partOf(this.box, 'note-grow').setAttribute('data-text', `${this.field.value}\u200b`);
  }

  /** A call that has just begun comes first. */
  private forgetOpened(): void {
    const live = this.options.board
      .get()
      .calls.filter(isLive)
      .map(({ id }) => id);
    if (live.some((id) => !this.known.includes(id))) this.actions.opened.set(null);
    this.known = live;
  }

  /** Reads what others have written, in a tab that is looked at. */
  private look(): void {
    if (this.shown && this.document.visibilityState === 'visible') this.options.notes.look(this.shown.callId);
  }

  private region(part: string, template: string, data: object | null): void {
    paint(partOf(this.options.slot, part), this.options.render, template, data, this.root);
  }
}
