import $ from 'jquery';
import cardTemplate from '../call/callCard.twig';
import popupsTemplate from './popups.twig';
import { isConversation, type Call } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
import type { PopupList } from '../../../domain/notifications/PopupList';
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

/** How the panel is shown; `none`: the settings do not want it. */
export type PanelState = 'none' | 'folded' | 'open';

export interface PopupsOptions {
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly list: PopupList;
  /** While the panel is open it shows conversations, so they have no popup. */
  readonly panel: Readable<PanelState>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly page: HTMLElement;
  /** Called when the agent closes a popup. @param step key of the call's step (`popupStep`) */
  readonly onDismiss: (step: string) => void;
}

/**
 * The stack of popups, one for each call of `list`. It never takes the focus by itself; clicks are carried out by the
 * desk.
 */
export class Popups {
  readonly root: HTMLElement;
  private readonly times: CallTimes;
  /** Nodes of the popups, by the id of their call. */
  private readonly cards = new Map<string, HTMLElement>();

  constructor(
    private readonly options: PopupsOptions,
    scope: Scope,
  ) {
    const { desk, calls, list, panel, texts, render, page } = options;
    const root = $('<div class="asteriskng-root asteriskng-popups" role="region" tabindex="-1"></div>')
      .attr('aria-label', texts('call.popups'))
      .html(render(popupsTemplate, {}))
      .get(0);
    if (root === undefined) throw new TypeError('jQuery made no node');
    this.root = root;
    this.times = new CallTimes(root, calls.board, scope);
    page.append(root);
    scope.onClose(() => {
      root.remove();
    });
    scope.listen(root, 'click', (event) => {
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
      scope.listen(root, type, (event) => {
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
    scope.listen(root, 'keydown', (event) => {
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
    const isInPanel = (call: Call): boolean => isConversation(call) && panel.get() === 'open';
    const shown = list.calls.get().filter((call) => !isInPanel(call));
    const { problem } = calls.board.get();
    for (const [id, card] of [...this.cards])
      if (!shown.some((call) => call.id === id)) this.remove(id, card);
    const stack = partOf(this.root, 'cards');
    shown.forEach((call, index) => {
      const failed = problem && 'callId' in problem.action && problem.action.callId === call.id;
      const data = {
        ...cardData(callView(call, desk.context(panel.get() !== 'none')), `${call.id}:`, true, texts),
        problem: failed ? problemText(problem, texts) : '',
      };
      const card = this.card(call.id);
      const there = stack.children[index] ?? null;
      if (there !== card) stack.insertBefore(card, there);
      paint(card, render, cardTemplate, data, this.root);
    });
    this.times.update();
  }

  /** The popup's node of this call, created when there is none. */
  private card(id: string): HTMLElement {
    const known = this.cards.get(id);
    if (known !== undefined) return known;
    const card = this.root.ownerDocument.createElement('div');
    card.className = 'asteriskng-popup';
    this.cards.set(id, card);
    this.root.setAttribute('data-top', '');
    return card;
  }

  /** Removes a popup; a focus inside moves to the stack. */
  private remove(id: string, card: HTMLElement): void {
    this.cards.delete(id);
    const hadFocus = card.contains(card.ownerDocument.activeElement);
    card.remove();
    if (hadFocus) this.root.focus({ preventScroll: true });
  }
}
