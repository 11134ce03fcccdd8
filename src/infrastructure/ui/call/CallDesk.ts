import type { WidgetAbility } from '../../../domain/calls/WidgetAbility';
import { isPlainAction } from '../../../domain/calls/actionRules';
import type { Call } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
import type { Callers } from '../../../domain/calls/Callers';
import type { ClickToCall } from '../../../domain/calls/ClickToCall';
import { isWorking, type ServerHealth } from '../../../domain/notifications/ServerHealth';
import { focusedCall } from '../../../domain/calls/focusedCall';
import { Store, type Readable } from '../../../domain/Store';
import type { Texts } from '../../amocrm/texts';
import type { CallContext } from './CallContext';

/** What the desk needs. */
export interface CallDeskOptions {
  readonly calls: CallControl;
  readonly abilities: Readable<ReadonlySet<WidgetAbility>>;
  readonly callers: Pick<Callers, 'known' | 'choose'>;
  readonly health: Readable<ServerHealth>;
  readonly clickToCall: Pick<ClickToCall, 'call'>;
  readonly texts: Texts;
  /** Opens a page of amoCRM. */
  readonly open: (path: string) => void;
}

/** What the agent does with the calls on screen, whether in the panel or in a popup. */
export class CallDesk {
  /** Call that the agent has chosen among several. */
  readonly chosen = new Store<string | null>(null);
  readonly keypadFor = new Store<string | null>(null);
  /** Call whose transfer was asked for away from the panel; the panel takes it. */
  readonly transferWanted = new Store<string | null>(null);

  constructor(private readonly parts: CallDeskOptions) {}

  /** Everything whose change may change how a call looks. */
  get sources(): readonly { subscribe(listener: () => void): () => void }[] {
    const { calls, abilities, callers, health } = this.parts;
    return [calls.board, abilities, callers.known, health, this.chosen, this.keypadFor];
  }

  /** The call that the panel's buttons are for. */
  focused(): Call | null {
    return focusedCall(this.parts.calls.board.get().calls, this.chosen.get());
  }

  /** @param hasTransfer is there a field for the target, away from the card? */
  sight(hasTransfer: boolean): CallContext {
    const { calls, abilities, callers, health, texts } = this.parts;
    return {
      board: calls.board.get(),
      abilities: abilities.get(),
      callers: callers.known.get(),
      keypadFor: this.keypadFor.get(),
      hasTransfer,
      outage: outageOf(health.get()),
      texts,
    };
  }

  /** Takes a press on a node with `data-command`. False: it is none of a call's. */
  press(node: Element, event: Event): boolean {
    const command = node.getAttribute('data-command') ?? '';
    const id = node.closest('[data-call]')?.getAttribute('data-call') ?? null;
    const call = this.parts.calls.board.get().calls.find((one) => one.id === id);
    if (command === 'open' || command === 'match') {
      if (command === 'match' && call)
        this.parts.callers.choose(call.party, node.getAttribute('data-contact') ?? '', node.textContent);
      this.follow(node, event);
      return true;
    }
    if (command === 'callBack') {
      void this.parts.clickToCall.call(call?.party.number ?? node.getAttribute('data-number') ?? '');
      return true;
    }
    return call === undefined ? false : this.act(command, call, node.getAttribute('data-digit') ?? '');
  }

  /** Carries out a command on a call. False: there is no such command. */
  act(command: string, call: Call, digit = ''): boolean {
    const { calls } = this.parts;
    const callId = call.id;
    switch (command) {
      case 'mute':
        void calls.send({ kind: 'mute', callId, on: !('muted' in call && call.muted) });
        return true;
      case 'hold':
        void calls.send({ kind: 'hold', callId, on: call.phase !== 'held' });
        return true;
      case 'keypad':
        this.keypadFor.set(this.keypadFor.get() === callId ? null : callId);
        return true;
      case 'key':
        calls.pressKey(callId, digit);
        return true;
      case 'focus':
        this.chosen.set(callId);
        return true;
      case 'transfer':
        this.chosen.set(callId);
        this.transferWanted.set(callId);
        return true;
      default:
        if (!isPlainAction(command)) return false;
        void calls.send({ kind: command, callId });
        return true;
    }
  }

  /** With a modifier the browser opens the page in a tab of its own, as with any link. */
  private follow(node: Element, event: Event): void {
    if (
      event instanceof MouseEvent &&
      (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    )
      return;
    event.preventDefault();
    this.parts.open(node.getAttribute('href') ?? '/');
  }
}

function outageOf(health: ServerHealth): CallContext['outage'] {
  if (health.state === 'down') return 'backend';
  return isWorking(health) ? null : 'link';
}
