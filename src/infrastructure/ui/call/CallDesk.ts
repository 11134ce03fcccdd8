import type { WidgetAbility } from '../../../domain/calls/WidgetAbility';
import { isPlainAction } from '../../../domain/calls/actionRules';
import type { Call } from '../../../domain/calls/Call';
import type { CallControl } from '../../../domain/calls/CallControl';
import type { Callers } from '../../../domain/calls/Callers';
import type { ClickToCall } from '../../../domain/calls/ClickToCall';
import { isWorking, type ServerHealth } from '../../../domain/notifications/ServerHealth';
import type { Makings, NewClientKind } from '../../../domain/calls/Making';
import { focusedCall } from '../../../domain/calls/focusedCall';
import { Store, type Readable } from '../../../domain/Store';
import type { Texts } from '../../amocrm/Texts';
import type { CallContext, PressedKeys } from './CallContext';

export interface CallDeskOptions {
  readonly calls: CallControl;
  readonly abilities: Readable<ReadonlySet<WidgetAbility>>;
  readonly callers: Pick<Callers, 'known'>;
  /** Of several contacts of the call's number the agent has chosen this one. */
  readonly choose: (call: Call, contactId: string, name: string) => void;
  /** Makes a client of amoCRM of the call's unknown number. */
  readonly create: (call: Call, kind: NewClientKind) => void;
  /** Sends a DTMF digit in a call. @param digit `0`–`9`, `*` or `#` */
  readonly pressKey: (callId: string, digit: string) => void;
  readonly health: Readable<ServerHealth>;
  readonly clickToCall: Pick<ClickToCall, 'call'>;
  readonly texts: Texts;
  /** Opens a page of amoCRM. */
  readonly open: (path: string) => void;
}

/**
 * Carries out the agent's clicks and shortcuts on calls, from the panel and from popups alike, and keeps what both
 * share.
 */
export class CallDesk {
  /** Id of the call that the agent has brought into focus; null: none, so the focus follows the calls. */
  readonly chosen = new Store<string | null>(null);
  /** Id of the call whose keypad is open. */
  readonly keypadFor = new Store<string | null>(null);
  /** Keys that were pressed since the keypad was opened. */
  readonly pressed = new Store<PressedKeys>({ callId: null, digits: '' });
  /** Clients of amoCRM that are being made; written by what makes them. */
  readonly makings = new Store<Makings>(new Map());
  /**
   * Id of the call whose Transfer button was pressed in a popup; the panel opens its dial field and sets null again.
   */
  readonly transferWanted = new Store<string | null>(null);

  constructor(private readonly options: CallDeskOptions) {}

  /** Stores on which the view of a call depends; to repaint on a change. */
  get sources(): readonly { subscribe(listener: () => void): () => void }[] {
    const { calls, abilities, callers, health } = this.options;
    return [
      calls.board,
      abilities,
      callers.known,
      health,
      this.chosen,
      this.keypadFor,
      this.pressed,
      this.makings,
    ];
  }

  /** The call that the panel's buttons are for. */
  focused(): Call | null {
    return focusedCall(this.options.calls.board.get().calls, this.chosen.get());
  }

  /** What call views are computed from, as of now. @param hasTransfer see `CallContext.hasTransfer` */
  context(hasTransfer: boolean): CallContext {
    const { calls, abilities, callers, health, texts } = this.options;
    return {
      board: calls.board.get(),
      abilities: abilities.get(),
      callers: callers.known.get(),
      makings: this.makings.get(),
      keypadFor: this.keypadFor.get(),
      pressed: this.pressed.get(),
      hasTransfer,
      outage: outageOf(health.get()),
      now: Date.now(),
      texts,
    };
  }

  /**
   * Carries out a click on a node with `data-command`; the call is that of the closest `data-call`.
   * @returns false when the command is unknown or its call is gone
   */
  press(node: Element, event: Event): boolean {
    const command = node.getAttribute('data-command') ?? '';
    const id = node.closest('[data-call]')?.getAttribute('data-call') ?? null;
    const call = this.options.calls.board.get().calls.find((one) => one.id === id);
    if (command === 'open' || command === 'match') {
      if (command === 'match' && call)
        this.options.choose(call, node.getAttribute('data-contact') ?? '', node.textContent);
      this.openLink(node, event);
      return true;
    }
    if (call && (command === 'create' || command === 'createLead')) {
      this.options.create(call, command === 'create' ? 'contact' : 'lead');
      return true;
    }
    if (command === 'callBack') {
      void this.options.clickToCall.call(call?.party.number ?? node.getAttribute('data-number') ?? '');
      return true;
    }
    return call === undefined ? false : this.act(command, call, node.getAttribute('data-digit') ?? '');
  }

  /** Carries out a command on a call. @param digit of the command `key` @returns false for an unknown command */
  act(command: string, call: Call, digit = ''): boolean {
    const { calls } = this.options;
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
        this.pressed.set({ callId, digits: '' });
        return true;
      case 'key':
        this.options.pressKey(callId, digit);
        this.pressed.set({ callId, digits: this.pressed.get().digits + digit });
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

  /** Opens a link inside amoCRM; with a modifier or another mouse button it is left to the browser, as for any link. */
  private openLink(node: Element, event: Event): void {
    if (
      event instanceof MouseEvent &&
      (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    )
      return;
    event.preventDefault();
    this.options.open(node.getAttribute('href') ?? '/');
  }
}

function outageOf(health: ServerHealth): CallContext['outage'] {
  if (health.state === 'down') return 'backend';
  return isWorking(health) ? null : 'link';
}
