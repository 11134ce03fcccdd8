import template from './missed.twig';
import type { CallBoard } from '../../../domain/calls/CallBoard';
import type { MissedClients } from '../../../domain/missed/MissedClients';
import { holderOf } from '../../../domain/missed/holderOf';
import { isOpen } from '../../../domain/missed/MissedClient';
import type { MissedWish } from '../../../domain/missed/MissedList';
import { ownMissed } from '../../../domain/missed/ownMissed';
import { subscribeAll, type Readable, type Store } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/RenderTemplate';
import type { Texts } from '../../amocrm/Texts';
import { failureText } from '../../amocrm/failureText';
import { partyView } from '../call/callView';
import { paint } from '../paint';
import { missedView, type Drawer } from '../panel/drawerView';
import type { CompanyMissed } from '../panel/CompanyMissed';
import { missedLine } from './missedLine';
import { missedProblem } from './missedProblem';
import { moveInClients } from './moveInClients';

export interface MissedViewOptions {
  /** The node of the panel for the list. */
  readonly slot: HTMLElement;
  readonly clients: MissedClients;
  readonly board: Readable<CallBoard>;
  /** The panel's drawer: the list is shown while it is open for missed calls. */
  readonly drawer: Store<Drawer>;
  /** For the panel's badge. */
  readonly badge: Store<CompanyMissed | null>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

/** How many clients are shown at first, and how many more with each press. */
const PAGE = 20;

/** How often it is looked whether a promised time has come, ms. */
const LOOK_MS = 15_000;

/** The company's missed calls in the panel, until the scope closes: the list in its drawer and the number at its badge. */
export class MissedView {
  private shown = PAGE;
  /** What the agent's last press did, for screen readers: the button in focus has another name only. */
  private said = '';

  constructor(
    private readonly options: MissedViewOptions,
    private readonly scope: Scope,
  ) {
    const { slot, clients, board, drawer } = options;
    scope.listen(slot, 'click', ({ target }) => {
      const button = target instanceof Element ? target.closest('[data-missed]') : null;
      if (button !== null && button.getAttribute('aria-disabled') !== 'true') this.press(button);
    });
    scope.listen(slot, 'keydown', (event) => {
      if (
        event instanceof KeyboardEvent &&
        event.target instanceof Element &&
        this.key(event.target, event.key)
      )
        event.preventDefault();
    });
    scope.onClose(subscribeAll([clients.list, board, drawer], () => this.paint()));
    scope.every(LOOK_MS, () => this.paint());
    scope.onClose(() => {
      options.badge.set(null);
      slot.replaceChildren();
    });
    this.paint();
  }

  private get root(): HTMLElement {
    return this.options.slot.closest<HTMLElement>('.asteriskng-root') ?? this.options.slot;
  }

  private paint(): void {
    const { slot, clients, board, drawer, badge, render } = this.options;
    const list = clients.list.get();
    const { missed, skewMs } = board.get();
    const now = this.scope.now() - skewMs;
    const all = list.clients;
    const own = ownMissed(missed, all ?? []).length;
    const count = (all ?? []).filter((client) => isOpen(client, now)).length + own;
    const before = badge.get();
    const isShown = (all ?? []).length + own > 0;
    if (all === null) badge.set(null);
    else if (before?.count !== count || before.isShown !== isShown)
      badge.set({
        ...{ count, isShown },
        holderOf: (number) => holderOf(clients.list.get().clients ?? [], number),
      });
    const opened = drawer.get();
    const isListed = opened.kind === 'missed' && all !== null;
    if (!isListed) {
      this.shown = PAGE;
      this.said = '';
    }
    slot.hidden = !isListed;
    const fallback = isListed ? slot.querySelector<HTMLElement>('[data-part=clients]') : null;
    paint(slot, render, template, isListed ? this.data(opened, now) : null, fallback ?? this.root);
  }

  private data(opened: Extract<Drawer, { kind: 'missed' }>, now: number): object {
    const { clients, board, texts } = this.options;
    const { unread, pending, problem, ...list } = clients.list.get();
    const { skewMs } = board.get();
    const all = list.clients ?? [];
    // Those that are done with stand behind the others.
    const sorted = [...all].sort(
      (one, other) => Number(one.phase === 'talked') - Number(other.phase === 'talked'),
    );
    const left = sorted.length - this.shown;
    const words = {
      close: texts('call.close'),
      dismiss: texts('panel.dismiss'),
      retry: unread === null ? '' : texts('panel.retry'),
      colleagues: texts('missed.colleagues'),
    };
    return {
      title: texts('missed.title'),
      said: this.said,
      words,
      problem: problem === null ? '' : missedProblem(problem, all, texts),
      message:
        unread === null
          ? all.length === 0
            ? texts('missed.none')
            : ''
          : texts('missed.unread', { reason: failureText(texts, unread) }),
      lines: sorted
        .slice(0, this.shown)
        .map((client) => missedLine(client, { pending: pending.get(client.id), now, skewMs, texts })),
      more: left > 0 ? texts('missed.more', { count: String(Math.min(left, PAGE)) }) : '',
      colleagues: ownMissed(opened.missed, all).map((one) => missedView(one, skewMs, texts)),
    };
  }

  private press(button: Element): void {
    const { clients } = this.options;
    const command = button.getAttribute('data-missed');
    if (command === 'more') {
      this.shown += PAGE;
      this.paint();
    } else if (command === 'dismiss') clients.dismiss();
    else if (command === 'retry') void clients.read();
    else {
      const id = button.closest('[data-client]')?.getAttribute('data-client') ?? '';
      void this.ask(id, command as MissedWish);
    }
  }

  private async ask(id: string, wish: MissedWish): Promise<void> {
    const { clients, drawer, texts } = this.options;
    this.said = '';
    if (!(await clients.ask(id, wish))) return;
    // The call is what the panel shows next.
    if (wish === 'call' && drawer.get().kind === 'missed') drawer.set({ kind: 'closed' });
    else if (wish !== 'call') {
      const client = clients.list.get().clients?.find((one) => one.id === id);
      const what = texts(wish === 'take' ? 'missed.takenByMe' : 'missed.givenBack');
      this.said = client ? `${partyView(client).title}: ${what}` : '';
      this.paint();
    }
  }

  private key(target: Element, key: string): boolean {
    if (key !== 'Escape') return moveInClients(target, key);
    this.root.querySelector<HTMLElement>('[data-command=missed]')?.focus();
    this.options.drawer.set({ kind: 'closed' });
    return true;
  }
}
