import cardTemplate from '../call/callCard.twig';
import popupsTemplate from './popups.twig';
import { isLive } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
import { dockedCalls, type PopupList } from '../../../domain/notifications/PopupList';
import { subscribeAll, type Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/RenderTemplate';
import type { Texts } from '../../amocrm/Texts';
import type { CallDesk } from '../call/CallDesk';
import { CallTimes } from '../call/CallTimes';
import { callView } from '../call/callView';
import { cardData } from '../call/cardData';
import { paint } from '../paint';
import { partOf } from '../partOf';
import { problemText } from '../call/problemText';

/** How the panel is shown; `none`: not yet, or the settings do not want it. */
export type PanelState =
  | { readonly kind: 'none' }
  | { readonly kind: 'folded' }
  /** `dock`: the panel's node for the cards of calls, which do not pop up meanwhile. */
  | { readonly kind: 'open'; readonly dock: HTMLElement };

export interface PopupsOptions {
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly list: PopupList;
  /** While the panel is open each call shows there alone. */
  readonly panel: Readable<PanelState>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly page: HTMLElement;
  /** Called when the agent closes a popup. @param step key of the call's step (`popupStep`) */
  readonly onDismiss: (step: string) => void;
}

/** Whether the panel with this node stands at the bottom of the window, so that it grows upwards. */
const growsUp = (dock: HTMLElement): boolean => dock.closest('[data-edge="bottom"]') !== null;

/**
 * The stack of cards, one for each call of `list`: popups, or part of the panel while that is open. It never takes the
 * focus by itself; clicks are carried out by the desk.
 *
 * ```
 *   popups ──panel opens──▶ docked ──panel is folded──▶ popups
 * ```
 */
export class Popups {
  readonly root: HTMLElement;
  /** Contains the cards; it is in `root` or in the panel's dock. */
  private readonly stack: HTMLElement;
  private readonly times: CallTimes;
  /** Nodes of the popups, by the id of their call. */
  private readonly cards = new Map<string, HTMLElement>();

  constructor(
    private readonly options: PopupsOptions,
    scope: Scope,
  ) {
    const { desk, calls, list, panel, texts, render, page } = options;
    const holder = page.ownerDocument.createElement('div');
    holder.innerHTML = render(popupsTemplate, { name: texts('call.popups') });
    const root = partOf(holder, 'popups');
    this.root = root;
    const stack = partOf(root, 'cards');
    this.stack = stack;
    this.times = new CallTimes(stack, calls.board, scope);
    page.append(root);
    scope.onClose(() => {
      root.remove();
      stack.remove();
    });
    scope.listen(stack, 'click', (event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-command]') : null;
      if (target === null || target.getAttribute('aria-disabled') === 'true') return;
      if (target.getAttribute('data-command') === 'close') this.dismiss(target);
      else desk.press(target, event);
    });
    // Ids of the calls whose popups have the pointer and the focus.
    let pointed: string | null = null;
    let focused: string | null = null;
    const callIdAt = ({ target }: Event): string | null =>
      [...this.cards].find(([, card]) => target instanceof Node && card.contains(target))?.[0] ?? null;
    for (const type of ['pointerover', 'pointerleave', 'focusin', 'focusout']) {
      scope.listen(stack, type, (event) => {
        const id = /over|in$/.test(type) ? callIdAt(event) : null;
        if (type.startsWith('p')) pointed = id;
        else focused = id;
        list.hold(pointed ?? focused);
      });
    }
    // A new popup sets `data-top`, which puts ringing popups above a panel that has the focus; removed when the focus
    // moves to a node outside the stack.
    scope.listen(root.ownerDocument, 'focusin', ({ target }) => {
      if (target instanceof Node && !root.contains(target)) root.removeAttribute('data-top');
    });
    scope.listen(stack, 'keydown', (event) => {
      // Keys pressed in a popup must not trigger amoCRM's hot keys. Ours have Alt, and the browser still handles Tab.
      if (!(event instanceof KeyboardEvent) || event.altKey) return;
      event.stopPropagation();
      if (event.key === 'Escape' && event.target instanceof Element)
        this.dismiss(event.target.closest('.asteriskng-popup')?.querySelector('[data-step]') ?? null);
    });
    const sources = [...desk.sources, list.calls, panel];
    const endPainting = subscribeAll(sources, () => {
      this.paint();
    });
    scope.onClose(endPainting);
    this.paint();
  }

  /** False when the host has removed the popups from the page. */
  isOnPage(): boolean {
    return this.root.isConnected;
  }

  /** @param closeButton has the step in `data-step` */
  private dismiss(closeButton: Element | null): void {
    const step = closeButton?.getAttribute('data-step');
    if (step) this.options.onDismiss(step);
  }

  /** Adds, orders, repaints and removes popups as the list demands. */
  private paint(): void {
    const { desk, list, panel, texts, render, calls } = this.options;
    const state = panel.get();
    const isDocked = state.kind === 'open';
    this.place(isDocked ? state.dock : this.root);
    const shown = isDocked ? dockedCalls(list.calls.get(), growsUp(state.dock)) : list.calls.get();
    const { problem } = calls.board.get();
    for (const [id, card] of [...this.cards])
      if (!shown.some((call) => call.id === id)) this.remove(id, card);
    const { stack } = this;
    const context = desk.context(state.kind !== 'none');
    shown.forEach((call, index) => {
      const failed = problem && 'callId' in problem.action && problem.action.callId === call.id;
      const data = {
        // Docked, a ringing call stays in the panel until it is over.
        ...cardData(callView(call, context), `${call.id}:`, !isDocked || !isLive(call), texts),
        ...(failed && { problem: problemText(problem, texts) }),
      };
      const card = this.card(call.id);
      const there = stack.children[index] ?? null;
      if (there !== card) stack.insertBefore(card, there);
      paint(card, render, cardTemplate, data, this.holder());
    });
    this.times.update();
  }

  /** Puts the stack into this node; what has the focus in it keeps it. */
  private place(holder: HTMLElement): void {
    const { stack } = this;
    if (stack.parentElement === holder) return;
    const focused = stack.ownerDocument.activeElement;
    holder.prepend(stack);
    if (focused instanceof HTMLElement && stack.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** Our part of the page in which the stack is now; takes the focus of what disappears. */
  private holder(): HTMLElement {
    return this.stack.closest<HTMLElement>('.asteriskng-root') ?? this.root;
  }

  /** The popup's node of this call, created when there is none. */
  private card(id: string): HTMLElement {
    const known = this.cards.get(id);
    if (known !== undefined) return known;
    const card = this.root.ownerDocument.createElement('div');
    card.className = 'asteriskng-popup';
    this.cards.set(id, card);
    this.root.setAttribute('data-top', '');
    // What rings is seen even if the agent had scrolled down.
    for (const node of [this.stack.parentElement, this.holder()]) if (node !== null) node.scrollTop = 0;
    return card;
  }

  /** Removes a popup; a focus inside moves to the stack. */
  private remove(id: string, card: HTMLElement): void {
    this.cards.delete(id);
    const hadFocus = card.contains(card.ownerDocument.activeElement);
    card.remove();
    if (hadFocus) this.holder().focus({ preventScroll: true });
  }
}
