import buttonTemplate from './historyButton.twig';
import endTemplate from './historyEnd.twig';
import frameTemplate from './history.twig';
import linesTemplate from './historyLines.twig';
import type { CallBoard } from '../../../domain/calls/CallBoard';
import { isRinging } from '../../../domain/calls/Call';
import { liveCalls } from '../../../domain/calls/focusedCall';
import { historyFilters, type HistoryQuery } from '../../../domain/history/HistoryBackend';
import type { PastCalls } from '../../../domain/history/PastCalls';
import type { Readable, Store } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/RenderTemplate';
import type { Texts } from '../../amocrm/Texts';
import { paint } from '../paint';
import type { Drawer } from '../panel/drawerView';
import { partOf } from '../partOf';
import { historyEnd, historyLines } from './historyLines';

/** What the view gets of the panel and the session. */
export interface HistoryViewOptions {
  /** The panel's node behind which the list stands, and the button before which its own one does. */
  readonly drawerNode: HTMLElement;
  readonly choices: HTMLElement;
  /** Only one of the list and the panel's drawer is open. */
  readonly drawer: Store<Drawer>;
  /** Unfolds the panel. */
  readonly unfold: () => void;
  readonly calls: PastCalls;
  readonly board: Readable<CallBoard>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

const FILTER_TEXTS = {
  all: 'allCalls',
  inbound: 'inCalls',
  outbound: 'outCalls',
  internal: 'innerCalls',
  missed: 'missedCalls',
  answered: 'talkedCalls',
} as const;

/** Pause after the end of a call before the list is read again, ms: the backend has it once all have left it. */
const AFTER_CALL_MS = 1_500;

/** The list of past calls in the panel, behind a button in its head, until the scope closes. */
export class HistoryView {
  private readonly slot: HTMLElement;
  private readonly button: HTMLElement;
  /** How far each recording was heard, s, for an address that is asked for again. */
  private readonly heard = new Map<string, number>();
  /** Recordings that begin to play once they have come. */
  private readonly wanted = new Set<string>();
  private live = 0;
  /** Ids of calls that the agent has made or answered. */
  private begun: ReadonlySet<string> = new Set();

  constructor(
    private readonly options: HistoryViewOptions,
    private readonly scope: Scope,
  ) {
    const { drawerNode, choices, drawer, calls, board, texts, render } = options;
    const { ownerDocument } = drawerNode;
    this.slot = ownerDocument.createElement('div');
    this.slot.innerHTML = render(frameTemplate, this.words());
    this.button = ownerDocument.createElement('button');
    this.button.setAttribute('type', 'button');
    // By the attribute the panel's head knows a button, by which it is not moved.
    this.button.setAttribute('data-command', 'history');
    this.button.className = 'asteriskng-icon-button';
    for (const name of ['aria-label', 'title']) this.button.setAttribute(name, texts('history.title'));
    this.button.innerHTML = render(buttonTemplate, {});
    choices.before(this.button);
    scope.onClose(() => {
      this.slot.remove();
      this.button.remove();
    });
    scope.listen(this.button, 'click', () => {
      if (calls.state.get().kind === 'closed') this.open();
      else calls.close();
    });
    this.listen();
    scope.onClose(calls.state.subscribe(() => this.paint()));
    scope.onClose(drawer.subscribe(({ kind }) => kind !== 'closed' && calls.close()));
    this.boardChanged();
    scope.onClose(board.subscribe(() => this.boardChanged()));
    this.paint();
  }

  private words(): object {
    const { texts } = this.options;
    return {
      title: texts('history.title'),
      close: texts('call.close'),
      search: texts('history.search'),
      filter: texts('history.filter'),
      filters: historyFilters.map((value) => ({ value, text: texts(`history.${FILTER_TEXTS[value]}`) })),
      scope: texts('history.whose'),
      own: texts('history.own'),
      department: texts('history.department'),
    };
  }

  private listen(): void {
    const { slot, scope } = this;
    const { calls } = this.options;
    scope.listen(slot, 'click', ({ target }) => {
      const button = target instanceof Element ? target.closest('[data-history]') : null;
      if (button !== null && button.getAttribute('aria-disabled') !== 'true') this.press(button);
    });
    scope.listen(slot, 'input', ({ target }) => {
      if (target === this.field('history-search')) calls.ask({ search: this.field('history-search').value });
    });
    scope.listen(slot, 'change', ({ target }) => {
      if (target === this.field('history-filter'))
        calls.ask({ filter: this.field('history-filter').value as HistoryQuery['filter'] });
      if (target === this.field('history-scope'))
        calls.ask({ isDepartment: this.field('history-scope').value !== '' });
    });
    scope.listen(slot, 'keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
      // The browser empties the field.
      if (event.target === this.field('history-search') && this.field('history-search').value !== '') return;
      event.preventDefault();
      this.close();
    });
    // Events of players do not bubble.
    for (const type of ['error', 'timeupdate', 'loadedmetadata'])
      scope.listen(slot, type, ({ target }) => this.played(type, target), { capture: true });
  }

  private press(button: Element): void {
    const { calls } = this.options;
    const id = button.getAttribute('data-id') ?? '';
    const command = button.getAttribute('data-history') ?? '';
    switch (command) {
      case 'close':
        this.close();
        return;
      case 'show':
        calls.show(id);
        this.bringIntoSight(button);
        return;
      case 'listen':
        this.wanted.add(id);
        calls.listen(id);
        return;
      case 'again':
        calls.again();
        return;
      case 'more':
        calls.more();
    }
  }

  /** In a low window the list is low, too: what was opened begins at its top. */
  private bringIntoSight(line: Element): void {
    const list = line.closest('.asteriskng-pasts');
    if (line.getAttribute('aria-expanded') !== 'true' || list === null) return;
    list.scrollTop += line.getBoundingClientRect().top - list.getBoundingClientRect().top;
  }

  private open(): void {
    const { calls, drawer, unfold } = this.options;
    drawer.set({ kind: 'closed' });
    unfold();
    this.field('history-search').value = '';
    this.field('history-filter').value = historyFilters[0];
    this.field('history-scope').value = '';
    calls.open();
    this.field('history-search').focus();
  }

  private close(): void {
    this.options.calls.close();
    this.button.focus();
  }

  /** A call that begins needs the room of the list; while one only rings, the agent goes on reading. */
  private boardChanged(): void {
    const { calls, board } = this.options;
    const live = liveCalls(board.get().calls);
    const begun = live.filter((call) => !isRinging(call)).map(({ id }) => id);
    if (begun.some((id) => !this.begun.has(id))) {
      if (this.slot.contains(this.slot.ownerDocument.activeElement)) this.button.focus();
      calls.close();
    } else if (live.length < this.live && calls.state.get().kind === 'open')
      this.scope.after(AFTER_CALL_MS, () => calls.again());
    this.begun = new Set(begun);
    this.live = live.length;
  }

  private played(type: string, target: EventTarget | null): void {
    if (!(target instanceof HTMLAudioElement)) return;
    const { calls } = this.options;
    const id = target.getAttribute('data-id') ?? '';
    if (type === 'error') {
      if (this.heard.has(id)) this.wanted.add(id);
      calls.broken(id);
    } else if (type === 'timeupdate') {
      if (target.currentTime > 0) this.heard.set(id, target.currentTime);
      if (target.readyState > 0) calls.plays(id);
    } else {
      const at = this.heard.get(id) ?? 0;
      if (at > 0 && at < target.duration - 1) target.currentTime = at;
      // Where the browser forbids it, the player's own button is there.
      if (this.wanted.delete(id)) target.play().catch(() => undefined);
    }
  }

  private field(part: string): HTMLInputElement | HTMLSelectElement {
    return partOf(this.slot, part) as HTMLInputElement | HTMLSelectElement;
  }

  private paint(): void {
    const { calls, board, texts, drawerNode } = this.options;
    const state = calls.state.get();
    const isOpen = state.kind === 'open';
    // Its fields are in the page only while the list is.
    if (isOpen !== this.slot.isConnected) {
      if (isOpen) drawerNode.after(this.slot);
      else this.slot.remove();
    }
    this.button.setAttribute('aria-expanded', String(isOpen));
    const { skewMs } = board.get();
    this.region(
      'history-lines',
      linesTemplate,
      isOpen ? historyLines(state, this.scope.now(), skewMs, texts) : null,
    );
    this.region('history-end', endTemplate, isOpen ? historyEnd(state, texts) : null);
    // Once it was there it stays: a failure says nothing of what the agent may see.
    if (isOpen && state.reading.kind === 'idle') this.field('history-scope').hidden = !state.hasDepartment;
    if (!isOpen) for (const all of [this.heard, this.wanted]) all.clear();
  }

  private region(part: string, template: string, data: object | null): void {
    paint(partOf(this.slot, part), this.options.render, template, data, this.button);
  }
}
