import actTemplate from './act.twig';
import callsTemplate from './calls.twig';
import drawerTemplate from './drawer.twig';
import listTemplate from './list.twig';
import panelTemplate from './panel.twig';
import problemTemplate from './problem.twig';
import statusTemplate from './status.twig';
import type { CallControl } from '../../../domain/calls/CallControl';
import type { ServerHealth } from '../../../domain/notifications/ServerHealth';
import type { PhonebookSearch } from '../../../domain/phonebook/PhonebookSearch';
import { Store, subscribeAll, type Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/renderTemplate';
import type { Texts } from '../../amocrm/texts';
import cardTemplate from '../call/callCard.twig';
import type { CallDesk } from '../call/CallDesk';
import { cardData } from '../call/cardData';
import { CallTimes } from '../call/CallTimes';
import { paint } from '../paint';
import type { DialControl } from './DialControl';
import { joinDialInput } from './joinDialInput';
import { drawerView, type Choice, type Drawer } from './drawerView';
import { listView } from './listView';
import type { PanelMemory } from './PanelMemory';
import { panelNodes, type PanelNodes } from './panelNodes';
import { PanelPlace } from './PanelPlace';
import { panelView, redirectable, type DialView } from './panelView';

/** What the panel is made of. */
export interface PanelOptions {
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly search: PhonebookSearch;
  readonly dial: DialControl;
  readonly health: Readable<ServerHealth>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly memory: PanelMemory;
  readonly page: HTMLElement;
  /** The agent wants, or wants no more, one of the choices. */
  readonly onChoice: (choice: Choice, isOn: boolean) => void;
}

/** The panel on the page: shows the board, the list and the field, and hands on what the agent presses. */
export class Panel {
  private readonly nodes: PanelNodes;
  private readonly times: CallTimes;
  private readonly drawer = new Store<Drawer>({ kind: 'closed' });

  constructor(
    private readonly parts: PanelOptions,
    scope: Scope,
  ) {
    const { desk, calls, search, dial, memory, page, texts, render } = parts;
    const fixed = {
      move: texts('panel.move'),
      moveHint: texts('panel.moveHint'),
      hint: texts('panel.dialHint'),
      clear: texts('panel.clear'),
      choices: texts('panel.choices'),
    };
    this.nodes = panelNodes(render(panelTemplate, fixed), texts('panel.name'));
    const { root, head, handle, input, list } = this.nodes;
    this.times = new CallTimes(root, calls.board, scope);
    page.append(root);
    scope.onClose(() => {
      root.remove();
    });
    scope.listen(root, 'click', (event) => {
      this.pressed(event);
    });
    scope.listen(root, 'change', ({ target }) => {
      const choice = target instanceof HTMLInputElement ? target.getAttribute('data-choice') : null;
      if (choice !== null) parts.onChoice(choice as Choice, (target as HTMLInputElement).checked);
    });
    // amoCRM's hot keys are not meant while the agent types or presses here.
    for (const type of ['keydown', 'keypress', 'keyup']) {
      scope.listen(root, type, (event) => {
        event.stopPropagation();
      });
    }
    joinDialInput(root, input.closest('.asteriskng-field') ?? input, input, list, dial, scope);
    const sources = [...desk.sources, search.state, dial.state, memory.state, this.drawer];
    const endPainting = subscribeAll(sources, () => {
      this.paint();
    });
    scope.onClose(endPainting);
    scope.onClose(
      desk.transferWanted.subscribe((callId) => {
        if (callId === null) return;
        desk.transferWanted.set(null);
        this.focusDial();
      }),
    );
    this.paint();
    const remember = (place: ReturnType<PanelMemory['get']>['place']): void => {
      memory.set({ place });
    };
    new PanelPlace(root, head, handle, { place: memory.get().place, remember }, scope);
  }

  /** False when the host has thrown the panel out of the page. */
  isOnPage(): boolean {
    return this.nodes.root.isConnected;
  }

  /** Unfolds the panel and puts the cursor into the dial field: the agent has asked for it. */
  focusDial(): void {
    this.parts.memory.set({ folded: false });
    // What is hidden takes no focus, and inside of a batch the painting comes later.
    this.fold(false);
    this.nodes.input.focus();
  }

  private paint(): void {
    const { calls, desk, health, memory, texts } = this.parts;
    const sight = desk.sight(false);
    this.parts.dial.serve(redirectable(desk.focused(), sight)?.id ?? null);
    const { chosen } = this.parts.dial.state.get().field;
    const view = panelView(desk.focused(), health.get(), sight, chosen);
    const { missed, skewMs } = calls.board.get();
    const opened = this.drawer.get();
    this.region('status', statusTemplate, {
      ...view.status,
      missed: missed.length,
      missedName: texts('panel.missedCount', { count: String(missed.length) }),
      open: opened.kind === 'missed',
    });
    const drawer = opened.kind === 'closed' ? null : drawerView(opened, memory.get(), skewMs, texts);
    const { call, lines, problem, outage } = view;
    this.region('drawer', drawerTemplate, drawer);
    this.region('call', cardTemplate, call && cardData(call, '', false, texts));
    const others = { lines, words: { calls: texts('panel.otherCalls') } };
    this.region('lines', callsTemplate, lines.length > 0 ? others : null);
    const said = { problem, outage, dismiss: texts('panel.dismiss') };
    this.region('problem', problemTemplate, problem === null && outage === null ? null : said);
    this.nodes.root.setAttribute('data-tone', view.status.tone);
    this.paintDial(view.dial);
    this.fold(memory.get().folded);
    this.nodes.choices.setAttribute('aria-expanded', String(opened.kind === 'choices'));
    this.nodes.headTime.setAttribute('data-call', view.call?.id ?? '');
    this.times.run();
  }

  private paintDial(dial: DialView): void {
    const { texts, search } = this.parts;
    const { input, label, clear, act } = this.nodes;
    const { field, isHinted } = this.parts.dial.state.get();
    const view = listView(search.state.get(), field.marked, isHinted, this.parts.dial.isDialable, texts);
    label.textContent = dial.label;
    if (input.value !== field.text) {
      input.value = field.text;
      // A number typed next replaces the name of the contact.
      if (field.chosen !== null) input.select();
    }
    clear.hidden = field.text === '';
    this.region('act', actTemplate, dial);
    this.region('list', listTemplate, view.open ? { ...view, contacts: texts('panel.contacts') } : null);
    const isOpen = view.open && view.lines.length > 0;
    // The list grows above the field: what is pressed next must not be pushed out of sight.
    if (isOpen && input.getAttribute('aria-expanded') !== 'true') act.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-expanded', String(isOpen));
    if (field.marked === null) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `asteriskng-line-${field.marked}`);
    this.nodes.list.querySelector('.asteriskng-marked')?.scrollIntoView({ block: 'nearest' });
  }

  private pressed(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest('[data-command]') : null;
    if (target === null || target.getAttribute('aria-disabled') === 'true') return;
    const { calls, desk, dial, memory } = this.parts;
    const command = target.getAttribute('data-command');
    switch (command) {
      case 'cancelDial':
        void calls.send({ kind: 'hangup', callId: null });
        return;
      case 'act':
        void dial.act();
        return;
      case 'consult':
        // The one who is consulted comes into focus.
        desk.chosen.set(null);
        void dial.act('consult');
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
        memory.set({ folded: !memory.get().folded });
        return;
      case 'missed':
      case 'choices':
      case 'closed':
        this.openDrawer(command);
        return;
      default:
        desk.press(target, event);
    }
  }

  /** A second press on the same button closes it. */
  private openDrawer(kind: Drawer['kind']): void {
    const { calls, memory } = this.parts;
    const { drawer } = this;
    if (drawer.get().kind === kind && !memory.get().folded) drawer.set({ kind: 'closed' });
    else if (kind !== 'missed') drawer.set({ kind });
    else {
      drawer.set({ kind, missed: calls.board.get().missed });
      calls.clearMissed();
    }
    if (drawer.get().kind !== 'closed') memory.set({ folded: false });
  }

  private fold(folded: boolean): void {
    const { root, fold, body } = this.nodes;
    if (root.hasAttribute('data-folded') === folded && fold.hasAttribute('aria-label')) return;
    const name = this.parts.texts(folded ? 'panel.unfold' : 'panel.fold');
    root.toggleAttribute('data-folded', folded);
    body.hidden = folded;
    fold.setAttribute('aria-expanded', String(!folded));
    fold.setAttribute('aria-controls', body.id);
    fold.setAttribute('aria-label', name);
    fold.setAttribute('title', name);
    if (folded) this.parts.dial.close();
  }

  private region(
    part: 'status' | 'drawer' | 'call' | 'lines' | 'problem' | 'act' | 'list',
    template: string,
    data: object | null,
  ): void {
    paint(this.nodes[part], this.parts.render, template, data, this.nodes.root);
  }
}
