import { dialling, objection, type CallBoard } from '../../../domain/calls/CallBoard';
import type { Call } from '../../../domain/calls/Call';
import type { Action, DialTarget } from '../../../domain/calls/Command';
import type { ServerHealth } from '../../../domain/notifications/ServerHealth';
import { failureText } from '../../amocrm/failureText';
import { cardPath } from '../../amocrm/openCard';
import type { Texts } from '../../amocrm/texts';
import { formatNumber } from '../formatNumber';

/** Whether something is under way: the button stays where it is and takes no press. */
interface Button {
  readonly pending: boolean;
}

/** What the templates of the panel show. */
export interface PanelView {
  readonly status: { readonly tone: 'ready' | 'busy' | 'wait' | 'lost'; readonly text: string };
  readonly call: CallView | null;
  readonly problem: string | null;
  /** Why there is no connection. */
  readonly outage: string | null;
  /** What the dial field is for. */
  readonly dial: { readonly label: string; readonly action: string; readonly pending: boolean };
}

/** The call, or the call that is being dialled. */
export interface CallView {
  readonly title: string;
  /** Empty when the number is the title already. */
  readonly number: string;
  /** Address of the contact's card; empty when there is none. */
  readonly href: string;
  readonly contactId: string;
  readonly state: string;
  readonly isTalking: boolean;
  readonly hangup: Button;
  readonly mute: Button & { readonly on: boolean };
  readonly hold: Button & { readonly on: boolean };
}

/** The panel as it is to be seen. Pure; the talk time is apart, since it changes each second. */
export function panelView(board: CallBoard, health: ServerHealth, texts: Texts): PanelView {
  const call = board.calls[0];
  const under = dialling(board);
  return {
    status: statusView(board, health, texts),
    call: call ? talkView(board, call, texts) : under ? dialView(board, under.target, texts) : null,
    problem: board.problem === null ? null : problemText(board.problem, texts),
    outage:
      health.state === 'down' ? texts('panel.outage', { reason: failureText(texts, health.failure) }) : null,
    dial: call
      ? {
          label: texts('panel.redirectLabel'),
          action: texts('panel.redirect'),
          pending: isPending(board, 'redirect', call.id),
        }
      : {
          label: texts('panel.dialLabel'),
          action: texts('panel.call'),
          pending: isPending(board, 'originate', null),
        },
  };
}

function statusView(board: CallBoard, health: ServerHealth, texts: Texts): PanelView['status'] {
  if (health.state === 'down') {
    return { tone: 'lost', text: texts(health.failure.isClearNo ? 'panel.unavailable' : 'panel.lost') };
  }
  const isHeard = health.state === 'up' || board.reportedAt !== null;
  if (!isHeard) return { tone: 'wait', text: texts('panel.connecting') };
  if (board.calls.length > 0) return { tone: 'busy', text: texts('panel.talking') };
  return dialling(board)
    ? { tone: 'busy', text: texts('panel.dialling') }
    : { tone: 'ready', text: texts('panel.ready') };
}

function talkView(board: CallBoard, call: Call, texts: Texts): CallView {
  const { party } = call;
  const isHeld = call.phase === 'held';
  const states = [
    texts(isHeld ? 'panel.stateHeld' : 'panel.stateTalking'),
    ...(call.muted ? [texts('panel.stateMuted')] : []),
  ];
  return {
    title: party.name ?? formatNumber(party.number),
    number: party.name === null ? '' : formatNumber(party.number),
    href: party.contactId === null ? '' : cardPath(party.contactId),
    contactId: party.contactId ?? '',
    state: states.join(' · '),
    isTalking: true,
    hangup: { pending: isPending(board, 'hangup', call.id) },
    mute: { on: call.muted, pending: isPending(board, 'mute', call.id) },
    hold: { on: isHeld, pending: isPending(board, 'hold', call.id) },
  };
}

function dialView(board: CallBoard, target: DialTarget, texts: Texts): CallView {
  const contact = target.kind === 'contact' ? target.contact : null;
  const number = formatNumber(target.kind === 'contact' ? target.contact.number : target.number);
  const off = { on: false, pending: false };
  return {
    title: contact?.name ? contact.name : number,
    number: contact?.name ? number : '',
    href: '',
    contactId: '',
    state: texts('panel.stateDialling'),
    isTalking: false,
    hangup: { pending: objection(board, { kind: 'hangup', callId: null }) === 'pending' },
    mute: off,
    hold: off,
  };
}

function isPending(board: CallBoard, kind: Action['kind'], callId: string | null): boolean {
  return board.commands.some(
    ({ action, stage }) =>
      action.kind === kind && (action.kind === 'originate' ? stage === 'sent' : action.callId === callId),
  );
}

function problemText({ action, failure }: NonNullable<CallBoard['problem']>, texts: Texts): string {
  if (action.kind === 'originate' && failure === null) return texts('panel.noAnswer');
  const reason = failureText(texts, failure);
  switch (action.kind) {
    case 'originate':
      return texts('panel.originateFailed', { reason });
    case 'hangup':
      return texts('panel.hangupFailed', { reason });
    case 'mute':
      return texts('panel.muteFailed', { reason });
    case 'hold':
      return texts('panel.holdFailed', { reason });
    case 'redirect':
      return texts('panel.redirectFailed', { reason });
  }
}
