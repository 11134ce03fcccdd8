import actTemplate from './act.twig';
import callsTemplate from './calls.twig';
import drawerTemplate from './drawer.twig';
import listTemplate from './list.twig';
import panelTemplate from './panel.twig';
import problemTemplate from './problem.twig';
import statusTemplate from './status.twig';
import type { Call } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
import { dockedCalls } from '../../../domain/notifications/PopupList';
import type { ServerHealth } from '../../../domain/notifications/ServerHealth';
import type { PhonebookSearch } from '../../../domain/phonebook/PhonebookSearch';
import { Store, subscribeAll, type Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/RenderTemplate';
import type { Texts } from '../../amocrm/Texts';
import cardTemplate from '../call/callCard.twig';
import type { CallDesk } from '../call/CallDesk';
import { cardData } from '../call/cardData';
import { CallTimes } from '../call/CallTimes';
import { paint } from '../paint';
import type { CompanyMissed } from './CompanyMissed';
import type { DialControl } from './DialControl';
import { joinDialInput } from './joinDialInput';
import { drawerView, type Choice, type Drawer } from './drawerView';
import { foldPanel } from './foldPanel';
import { listView } from './listView';
import { missedBadge } from './missedBadge';
import type { PanelMemory } from './PanelMemory';
import { openDrawer } from './openDrawer';
import { panelNodes, type PanelNodes } from './panelNodes';
import { PanelPlace } from './PanelPlace';
import { panelView, redirectable, type DialView } from './panelView';

export interface PanelOptions {
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly search: PhonebookSearch;
  readonly dial: DialControl;
  readonly health: Readable<ServerHealth>;
  /** The calls that have a popup, or a card in the dock. */
  readonly shown: Readable<readonly Call[]>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly memory: PanelMemory;
  /** The node to which the panel is appended. */
  readonly page: HTMLElement;
  /** Called when the agent switches a preference on or off. */
  readonly onChoice: (choice: Choice, isOn: boolean) => void;
}

/** The panel on the page, until the scope closes: paints the stores and passes clicks and keys to their controls. */
export class Panel {
  /** Others fill `dock`, with the cards of calls that ring or have just ended, `note` and `missed`. */
  readonly nodes: PanelNodes;
  private readonly times: CallTimes;
  readonly drawer = new Store<Drawer>({ kind: 'closed' });
  /** Null: the drawer and the badge show the agent's own missed calls; else what fills `missed` shows the company's. */
  readonly companyMissed = new Store<CompanyMissed | null>(null);

  constructor(
    private readonly options: PanelOptions,
    scope: Scope,
  ) {
    const { desk, calls, search, dial, memory, page, texts, render } = options;
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
      this.handleClick(event);
    });
    scope.listen(root, 'change', ({ target }) => {
      const choice = target instanceof HTMLInputElement ? target.getAttribute('data-choice') : null;
      if (choice !== null) options.onChoice(choice as Choice, (target as HTMLInputElement).checked);
    });
    // Keys pressed in the panel must not trigger amoCRM's hot keys.
    for (const type of ['keydown', 'keypress', 'keyup']) {
      scope.listen(root, type, (event) => {
        event.stopPropagation();
      });
    }
    joinDialInput(root, input.closest('.asteriskng-field') ?? input, input, list, dial, scope);
    const own = [options.shown, search.state, dial.state, memory.state, this.drawer, this.companyMissed];
    const sources = [...desk.sources, ...own];
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

  /** False when the host has removed the panel from the page. */
  isOnPage(): boolean {
    return this.nodes.root.isConnected;
  }

  /** Unfolds the panel and focuses the dial field. */
  focusDial(): void {
    this.options.memory.set({ folded: false });
    // Inside a batch painting comes later, but a hidden input can't get the focus.
    this.fold(false);
    this.nodes.input.focus();
  }

  private paint(): void {
    const { calls, desk, health, memory, shown, texts } = this.options;
    const context = desk.context(false);
    this.options.dial.setTransferOf(redirectable(desk.focused(), context)?.id ?? null);
    const { chosen } = this.options.dial.state.get().field;
    const company = this.companyMissed.get();
    const docked = dockedCalls(shown.get());
    const view = panelView(desk.focused(), health.get(), context, chosen, docked, company);
    const { missed, skewMs } = calls.board.get();
    const opened = this.drawer.get();
    const badge = missedBadge(missed, company, opened, texts);
    this.region('status', statusTemplate, { ...view.status, ...badge });
    const isElsewhere = opened.kind === 'closed' || (opened.kind === 'missed' && company !== null);
    const drawer = isElsewhere ? null : drawerView(opened, memory.get(), skewMs, texts);
    const { call, lines, problem, outage } = view;
    this.region('drawer', drawerTemplate, drawer);
    this.region('call', cardTemplate, call && cardData(call, '', false, texts));
    const words = { calls: texts('panel.otherCalls'), swap: texts('call.cancelTransfer') };
    const others = { lines, words, disabled: context.outage !== null };
    this.region('lines', callsTemplate, lines.length > 0 ? others : null);
    const messages = { problem, outage, dismiss: texts('panel.dismiss') };
    this.region('problem', problemTemplate, problem === null && outage === null ? null : messages);
    this.nodes.root.setAttribute('data-tone', view.status.tone);
    this.paintDial(view.dial);
    this.fold(memory.get().folded);
    this.nodes.choices.setAttribute('aria-expanded', String(opened.kind === 'choices'));
    this.nodes.headTime.setAttribute('data-call', desk.focused()?.id ?? '');
    this.times.update();
  }

  private paintDial(dial: DialView): void {
    const { texts, search } = this.options;
    const { input, label, clear, act } = this.nodes;
    const { field, isHinted } = this.options.dial.state.get();
    const view = listView(search.state.get(), field.marked, isHinted, this.options.dial.isDialable, texts);
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
    // The list grows above the field and must not push the buttons out of view.
    if (isOpen && input.getAttribute('aria-expanded') !== 'true') act.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-expanded', String(isOpen));
    if (field.marked === null) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `asteriskng-line-${field.marked}`);
    this.nodes.list.querySelector('.asteriskng-marked')?.scrollIntoView({ block: 'nearest' });
  }

  /** Carries out the command of the closest `data-command`. */
  private handleClick(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest('[data-command]') : null;
    if (target === null || target.getAttribute('aria-disabled') === 'true') return;
    // The cards in the dock handle their clicks themselves, and may have been repainted meanwhile.
    if (event.composedPath().includes(this.nodes.dock)) return;
    const { calls, desk, dial, memory } = this.options;
    const command = target.getAttribute('data-command');
    switch (command) {
      case 'cancelDial':
        void calls.send({ kind: 'hangup', callId: null });
        return;
      case 'act':
        void dial.act();
        return;
      case 'consult':
        // The consultation is to come into focus.
        desk.chosen.set(null);
        void dial.act('consult');
        return;
      case 'swap':
        // The call that is talked in comes into focus.
        desk.chosen.set(null);
        void calls.send({
          kind: 'hold',
          callId: target.closest('[data-call]')?.getAttribute('data-call') ?? '',
          on: false,
        });
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
        openDrawer(command, this.drawer, this.options);
        return;
      default:
        desk.press(target, event);
    }
  }

  /** Folds or unfolds the panel's body. */
  private fold(folded: boolean): void {
    if (foldPanel(this.nodes, folded, this.options.texts) && folded) this.options.dial.close();
  }

  /** Paints a part of the panel; null empties it. */
  private region(
    part: 'status' | 'drawer' | 'call' | 'lines' | 'problem' | 'act' | 'list',
    template: string,
    data: object | null,
  ): void {
    paint(this.nodes[part], this.options.render, template, data, this.nodes.root);
  }
}
