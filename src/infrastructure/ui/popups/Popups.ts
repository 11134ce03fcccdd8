import $ from 'jquery';
import cardTemplate from '../call/callCard.twig';
import popupsTemplate from './popups.twig';
import { isConversation, type Call } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
import type { PopupList } from '../../../domain/notifications/PopupList';
import { subscribeAll, type Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/renderTemplate';
import type { Texts } from '../../amocrm/texts';
import type { CallDesk } from '../call/CallDesk';
import { CallTimes } from '../call/CallTimes';
import { callView } from '../call/callView';
import { cardData } from '../call/cardData';
import { paint } from '../paint';
import { partOf } from '../partOf';
import { problemText } from '../call/problemText';

/** What of the panel is on screen. */
export type PanelState = 'none' | 'folded' | 'open';

/** What the popups are made of. */
export interface PopupsOptions {
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly list: PopupList;
  /** What of the panel is there: while it is open it shows conversations itself. */
  readonly panel: Readable<PanelState>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly page: HTMLElement;
  readonly onDismiss: (step: string) => void;
}

/** The stack of popups, one for each call. It never takes the focus. */
export class Popups {
  readonly root: HTMLElement;
  private readonly times: CallTimes;
  private readonly cards = new Map<string, HTMLElement>();

  constructor(
    private readonly parts: PopupsOptions,
    scope: Scope,
  ) {
    const { desk, calls, list, panel, texts, render, page } = parts;
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
    let pointed: string | null = null;
    let focused: string | null = null;
    const at = ({ target }: Event): string | null =>
      [...this.cards].find(([, card]) => target instanceof Node && card.contains(target))?.[0] ?? null;
    for (const type of ['pointerover', 'pointerleave', 'focusin', 'focusout']) {
      scope.listen(root, type, (event) => {
        const id = /over|in$/.test(type) ? at(event) : null;
        if (type.startsWith('p')) pointed = id;
        else focused = id;
        list.hold(pointed ?? focused);
      });
    }
    // A call that begins to ring lies above a panel that has the focus, until the agent turns to something else.
    scope.listen(root.ownerDocument, 'focusin', ({ target }) => {
      if (target instanceof Node && !root.contains(target)) root.removeAttribute('data-top');
    });
    scope.listen(root, 'keydown', (event) => {
      // amoCRM's hot keys are not meant here; Tab and ours go on.
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

  /** False when the host has thrown the popups out of the page. */
  isOnPage(): boolean {
    return this.root.isConnected;
  }

  private dismiss(closing: Element | null): void {
    const step = closing?.getAttribute('data-step');
    if (step) this.parts.onDismiss(step);
  }

  private paint(): void {
    const { desk, list, panel, texts, render, calls } = this.parts;
    const isShownThere = (call: Call): boolean => isConversation(call) && panel.get() === 'open';
    const shown = list.calls.get().filter((call) => !isShownThere(call));
    const { problem } = calls.board.get();
    for (const [id, card] of [...this.cards])
      if (!shown.some((call) => call.id === id)) this.remove(id, card);
    const place = partOf(this.root, 'cards');
    shown.forEach((call, index) => {
      const failed = problem && 'callId' in problem.action && problem.action.callId === call.id;
      const data = {
        ...cardData(callView(call, desk.sight(panel.get() !== 'none')), `${call.id}:`, true, texts),
        problem: failed ? problemText(problem, texts) : '',
      };
      const card = this.card(call.id);
      const there = place.children[index] ?? null;
      if (there !== card) place.insertBefore(card, there);
      paint(card, render, cardTemplate, data, this.root);
    });
    this.times.run();
  }

  private card(id: string): HTMLElement {
    const known = this.cards.get(id);
    if (known !== undefined) return known;
    const card = this.root.ownerDocument.createElement('div');
    card.className = 'asteriskng-popup';
    this.cards.set(id, card);
    this.root.setAttribute('data-top', '');
    return card;
  }

  private remove(id: string, card: HTMLElement): void {
    this.cards.delete(id);
    const hadFocus = card.contains(card.ownerDocument.activeElement);
    card.remove();
    if (hadFocus) this.root.focus({ preventScroll: true });
  }
}
