import { isConversation, isRinging, type Call } from '../../domain/calls/Call';
import type { CallBoard } from '../../domain/calls/CallBoard';
import { knownParty, type KnownCallers } from '../../domain/calls/knownParty';
import { logError } from '../../system/log';
import { amoHost, type AmoHost, type HostCall } from './AmoHost';
import { escapeHtml } from './escapeHtml';
import { cardPath } from './openPath';
import type { Texts } from './texts';

type CallStatus = Parameters<NonNullable<NonNullable<AmoHost['sdk']>['setCallStatus']>>[0];

/** Tells amoCRM's own telephony pieces of the calls, where the host has them. Never throws. */
export class AmoCalls {
  private readonly told = new Set<string>();
  private status: CallStatus | null = null;

  constructor(
    private readonly window: Window,
    private readonly texts: Texts,
    /** False: the administrator wants no notices. */
    private readonly hasNotices: boolean,
  ) {}

  /**
   * @param isConnected is the backend there?
   * @param isLeader only one tab tells the notification centre: it may be one for all of them
   */
  take(board: CallBoard, callers: KnownCallers, isConnected: boolean, isLeader = true): void {
    for (const id of this.told) if (!board.calls.some((call) => call.id === id)) this.told.delete(id);
    try {
      this.tellStatus(board, isConnected);
    } catch (error) {
      logError('the host did not take the status', error);
    }
    try {
      for (const call of board.calls)
        if (isRinging(call) && !this.told.has(call.id)) this.tell(call, callers, isLeader);
    } catch (error) {
      logError('the host did not take a call', error);
    }
  }

  private tellStatus({ calls }: CallBoard, isConnected: boolean): void {
    const busy = calls.some(isRinging) ? 'ringing' : calls.some(isConversation) ? 'talking' : null;
    const status = busy ?? (isConnected ? 'connected' : 'disconnected');
    if (status === this.status) return;
    this.status = status;
    amoHost(this.window).sdk?.setCallStatus?.(status);
  }

  private tell(call: Call, callers: KnownCallers, isLeader: boolean): void {
    this.told.add(call.id);
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

/** The contact as amoCRM documents it; ids of another kind, as a backend of somebody else may send, are left out. */
function elementOf(contactId: string): Pick<HostCall, 'element'> {
  return /^\d{1,15}$/.test(contactId) ? { element: { id: Number(contactId), type: 'contact' } } : {};
}
