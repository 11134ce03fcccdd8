import actTemplate from './act.twig';
import callTemplate from './call.twig';
import listTemplate from './list.twig';
import panelTemplate from './panel.twig';
import problemTemplate from './problem.twig';
import statusTemplate from './status.twig';
import type { CallControl } from '../../../domain/calls/CallControl';
import { talkSeconds } from '../../../domain/calls/clockSkew';
import type { ServerHealth } from '../../../domain/notifications/ServerHealth';
import type { PhonebookSearch } from '../../../domain/phonebook/PhonebookSearch';
import type { Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/renderTemplate';
import type { Texts } from '../../amocrm/texts';
import { formatTalkTime } from '../formatTalkTime';
import { paint } from '../paint';
import { announcement } from './announcement';
import type { DialControl } from './DialControl';
import { joinDialInput } from './DialInput';
import { listView } from './listView';
import type { PanelMemory } from './PanelMemory';
import { panelNodes, type PanelNodes } from './panelNodes';
import { PanelPlace } from './PanelPlace';
import { panelView, type CallView, type PanelView } from './panelView';

/** What the panel is made of. */
export interface PanelParts {
  readonly calls: CallControl;
  readonly search: PhonebookSearch;
  readonly dial: DialControl;
  readonly health: Readable<ServerHealth>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  /** Opens a contact's card inside amoCRM. */
  readonly openCard: (contactId: string) => void;
  readonly memory: PanelMemory;
  readonly page: HTMLElement;
}

/** The panel on the page: shows the board, the list and the field, and hands on what the agent presses. */
export class Panel {
  private readonly nodes: PanelNodes;
  private board;
  /** The call whose time is running on screen. */
  private ticking: { readonly id: string; readonly stop: () => void } | null = null;

  constructor(
    private readonly parts: PanelParts,
    private readonly scope: Scope,
  ) {
    const { calls, search, dial, health, memory, page, texts, render } = parts;
    this.board = calls.board.get();
    const fixed = {
      move: texts('panel.move'),
      moveHint: texts('panel.moveHint'),
      hint: texts('panel.dialHint'),
      clear: texts('panel.clear'),
    };
    this.nodes = panelNodes(render(panelTemplate, fixed), texts('panel.name'));
    const { root, head, handle, input, list } = this.nodes;
    page.append(root);
    scope.onClose(() => {
      root.remove();
    });

    scope.listen(root, 'click', (event) => {
      this.pressed(event);
    });
    // amoCRM's hot keys are not meant while the agent types or presses here.
    for (const type of ['keydown', 'keypress', 'keyup']) {
      scope.listen(root, type, (event) => {
        event.stopPropagation();
      });
    }
    joinDialInput(input.parentElement ?? input, input, list, dial, scope);
    for (const source of [calls.board, search.state, dial.state, health]) {
      scope.onClose(
        source.subscribe(() => {
          this.paint();
        }),
      );
    }
    this.paint();
    this.fold(memory.get().folded);
    const remember = (place: ReturnType<PanelMemory['get']>['place']): void => {
      memory.set({ ...memory.get(), place });
    };
    new PanelPlace(root, head, handle, { place: memory.get().place, remember }, scope);
  }

  /** False when the host has thrown the panel out of the page. */
  isOnPage(): boolean {
    return this.nodes.root.isConnected;
  }

  private paint(): void {
    const { calls, health, texts } = this.parts;
    const before = this.board;
    this.board = calls.board.get();
    // What was typed to call somebody must not hand over a call that has come meanwhile, nor the reverse.
    if (before.calls.length > 0 !== this.board.calls.length > 0) this.parts.dial.clear();
    const view = panelView(this.board, health.get(), texts);
    this.region('status', statusTemplate, view.status);
    this.region('call', callTemplate, { call: view.call, words: view.call ? this.words(view.call) : {} });
    this.region('problem', problemTemplate, { ...view, dismiss: texts('panel.dismiss') });
    this.nodes.root.setAttribute('data-tone', view.status.tone);
    this.paintDial(view);
    const said = announcement(before, this.board, texts);
    if (said !== '') this.nodes.said.textContent = said;
    this.tick();
  }

  private paintDial({ dial, call }: PanelView): void {
    const { texts } = this.parts;
    const { input, label, clear } = this.nodes;
    const { field, isHinted } = this.parts.dial.state.get();
    const view = listView(this.parts.search.state.get(), field.marked, isHinted, texts);
    label.textContent = dial.label;
    if (input.value !== field.text) input.value = field.text;
    clear.hidden = field.text === '';
    this.region('act', actTemplate, { ...dial, icon: call?.isTalking ? 'redirect' : 'call' });
    this.region('list', listTemplate, { ...view, contacts: texts('panel.contacts') });
    input.setAttribute('aria-expanded', String(view.open && view.lines.length > 0));
    if (field.marked === null) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `asteriskng-line-${field.marked}`);
    this.nodes.list.querySelector('.asteriskng-marked')?.scrollIntoView({ block: 'nearest' });
  }

  /** Runs the clock while there is a call, and only then. */
  private tick(): void {
    const id = this.board.calls[0]?.id;
    if (this.ticking !== null && this.ticking.id !== id) {
      this.ticking.stop();
      this.ticking = null;
    }
    this.showTime();
    if (id === undefined || this.ticking !== null) return;
    const stop = this.scope.every(1_000, () => {
      this.showTime();
    });
    this.ticking = { id, stop };
  }

  private showTime(): void {
    const call = this.board.calls[0];
    const time = call ? formatTalkTime(talkSeconds(call, this.board.skewMs, this.scope.now())) : '';
    this.nodes.headTime.textContent = time;
    const inCall = this.nodes.call.querySelector('[data-time]');
    if (inCall !== null) inCall.textContent = time;
  }

  private pressed(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest('[data-command]') : null;
    if (target === null || target.getAttribute('aria-disabled') === 'true') return;
    const { calls, dial, memory } = this.parts;
    const call = this.board.calls[0];
    switch (target.getAttribute('data-command')) {
      case 'hangup':
        void calls.ask({ kind: 'hangup', callId: call?.id ?? null });
        return;
      case 'mute':
        if (call) void calls.ask({ kind: 'mute', callId: call.id, on: !call.muted });
        return;
      case 'hold':
        if (call) void calls.ask({ kind: 'hold', callId: call.id, on: call.phase !== 'held' });
        return;
      case 'card':
        this.openCard(event, target.getAttribute('data-contact') ?? '');
        return;
      case 'act':
        void dial.act();
        return;
      case 'pick':
        dial.pick(Number(target.getAttribute('data-line')));
        return;
      case 'clear':
        dial.clear();
        this.nodes.input.focus();
        return;
      case 'retry':
        dial.retry();
        return;
      case 'dismiss':
        calls.dismiss();
        return;
      case 'fold':
        memory.set({ ...memory.get(), folded: !memory.get().folded });
        this.fold(memory.get().folded);
        return;
      default:
    }
  }

  /** With a modifier the browser opens the card in a tab of its own, as with any link. */
  private openCard(event: Event, contactId: string): void {
    if (
      event instanceof MouseEvent &&
      (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    )
      return;
    event.preventDefault();
    this.parts.openCard(contactId);
  }

  private fold(folded: boolean): void {
    const { root, fold, body } = this.nodes;
    const name = this.parts.texts(folded ? 'panel.unfold' : 'panel.fold');
    root.toggleAttribute('data-folded', folded);
    body.hidden = folded;
    fold.setAttribute('aria-expanded', String(!folded));
    fold.setAttribute('aria-controls', body.id);
    fold.setAttribute('aria-label', name);
    fold.setAttribute('title', name);
    if (folded) this.parts.dial.close();
  }

  private words(call: CallView): Record<string, string> {
    const { texts } = this.parts;
    return {
      currentCall: texts('panel.currentCall'),
      openCard: texts('panel.openCard', { name: call.title }),
      talkTime: texts('panel.talkTime'),
      mute: texts('panel.mute'),
      muteTitle: texts(call.mute.on ? 'panel.muteOff' : 'panel.muteOn'),
      hold: texts('panel.hold'),
      holdTitle: texts(call.hold.on ? 'panel.holdOff' : 'panel.holdOn'),
      hangup: texts('panel.hangup'),
    };
  }

  private region(part: 'status' | 'call' | 'problem' | 'act' | 'list', template: string, data: object): void {
    paint(this.nodes[part], this.parts.render(template, data), this.nodes.root);
  }
}
