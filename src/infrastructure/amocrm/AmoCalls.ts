import { isConversation, isRinging, type Call } from '../../domain/calls/Call';
import type { CallBoard } from '../../domain/calls/CallBoard';
import { knownParty, type KnownCallers } from '../../domain/calls/knownParty';
import { logError } from '../../system/log';
import { amoHost, type AmoHost, type HostCall } from './AmoHost';
import { escapeHtml } from './escapeHtml';
import { cardPath } from './openPath';
import type { Texts } from './Texts';

type CallStatus = Parameters<NonNullable<NonNullable<AmoHost['sdk']>['setCallStatus']>>[0];

/**
 * Passes calls to amoCRM's own telephony functions, where the host has them: the agent's call status to
 * `sdk.setCallStatus`, and each call once, when it rings and amoCRM is not in front, to `notifications.add_call`. Never throws.
 */
export class AmoCalls {
  /** Ids of the calls on the board that were given to the host, or to that of the leading tab. */
  private readonly seen = new Set<string>();
  /** The status that the host was last given. */
  private status: CallStatus | null = null;

  constructor(
    private readonly window: Window,
    private readonly texts: Texts,
    /** False: the administrator has switched notices off, so no calls are added; the status is set all the same. */
    private readonly hasNotices: boolean,
  ) {}

  /**
   * Brings the host up to date with the board.
   * @param isConnected whether the backend answers
   * @param isLeader whether this tab adds calls: amoCRM may share one notification centre among all tabs
   * @param isInFront whether the agent looks at this page: it shows the call itself, so none is added
   */
  update(
    board: CallBoard,
    callers: KnownCallers,
    isConnected: boolean,
    isLeader = true,
    isInFront = false,
  ): void {
    for (const id of this.seen) if (!board.calls.some((call) => call.id === id)) this.seen.delete(id);
    try {
      this.updateStatus(board, isConnected);
    } catch (error) {
      logError('amoCRM failed to set the call status', error);
    }
    try {
      for (const call of board.calls)
        if (isRinging(call) && !isInFront && !this.seen.has(call.id)) this.addCall(call, callers, isLeader);
    } catch (error) {
      logError('amoCRM failed to add a call to its notification centre', error);
    }
  }

  private updateStatus({ calls }: CallBoard, isConnected: boolean): void {
    const busy = calls.some(isRinging) ? 'ringing' : calls.some(isConversation) ? 'talking' : null;
    const status = busy ?? (isConnected ? 'connected' : 'disconnected');
    if (status === this.status) return;
    this.status = status;
    amoHost(this.window).sdk?.setCallStatus?.(status);
  }

  private addCall(call: Call, callers: KnownCallers, isLeader: boolean): void {
    this.seen.add(call.id);
    if (!this.hasNotices || !isLeader) return;
    const { name, number, contactId } = knownParty(call.party, callers);
    amoHost(this.window).notifications?.add_call?.({
      header: escapeHtml(this.texts('call.ringing')),
      text: escapeHtml(name === null ? number : `${name}, ${number}`),
      from: escapeHtml(number),
      to: escapeHtml(call.via ?? ''),
      duration: 0,
      link: '',
      date: Math.floor(Date.now() / 1_000),
      ...(contactId === null ? {} : { ...elementOf(contactId), click_link: cardPath(contactId) }),
    });
  }
}

/**
 * The contact in the shape that amoCRM documents; empty for an id that is not numeric, which a backend of another
 * vendor may send.
 */
function elementOf(contactId: string): Pick<HostCall, 'element'> {
  return /^\d{1,15}$/.test(contactId) ? { element: { id: Number(contactId), type: 'contact' } } : {};
}
