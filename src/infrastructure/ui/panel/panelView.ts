import { consultationOn, isConversation, isRinging, type Call } from '../../../domain/calls/Call';
import { objection, pendingOriginate, type CallBoard, type Problem } from '../../../domain/calls/CallBoard';
import { knownParty } from '../../../domain/calls/knownParty';
import { targetNumber, type DialTarget } from '../../../domain/calls/Command';
import { liveCalls } from '../../../domain/calls/focusedCall';
import { isWorking, type ServerHealth } from '../../../domain/notifications/ServerHealth';
import { isBusy, type Contact } from '../../../domain/phonebook/Contact';
import { failureText } from '../../amocrm/failureText';
import type { Texts } from '../../amocrm/texts';
import { isTransferable } from '../call/callButtons';
import type { CallContext } from '../call/CallContext';
import { callView, partyView, type CallView } from '../call/callView';
import { problemText } from '../call/problemText';
import { stateText } from '../call/stateText';
import { formatNumber } from '../formatNumber';

/** What the templates of the panel show. */
export interface PanelView {
  readonly status: { readonly tone: 'ready' | 'busy' | 'wait' | 'lost'; readonly text: string };
  /** The call in focus, or the one that is being dialled. */
  readonly call: CallView | null;
  /** The other calls, those that ring first. */
  readonly lines: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    /** Name of the button that answers it; empty where there is none. */
    readonly answer: string;
    readonly answering: boolean;
  }[];
  readonly problem: string | null;
  /** Why there is no connection. */
  readonly outage: string | null;
  /** What the dial field is for. */
  readonly dial: DialView;
}

/** What the dial field is for, and its buttons. */
export interface DialView {
  readonly label: string;
  readonly action: string;
  readonly icon: 'call' | 'redirect';
  readonly pending: boolean;
  /** No command works now. */
  readonly disabled: boolean;
  /** Second button: an attended transfer; empty where there is none. */
  readonly consult: string;
  readonly consultPending: boolean;
  /** The chosen colleague is busy: asking comes first, and is what Enter does. */
  readonly consultFirst: boolean;
}

/** The panel as it is to be seen. Pure. @param focused the call that the buttons are for @param chosen contact in the field */
export function panelView(
  focused: Call | null,
  health: ServerHealth,
  sight: CallContext,
  chosen: Contact | null,
): PanelView {
  const { board, texts, callers } = sight;
  const under = pendingOriginate(board);
  return {
    status: statusView(board, health, texts),
    call: focused ? callView(focused, sight) : under ? dialView(board, under.target, texts) : null,
    lines: [...liveCalls(board.calls)]
      .filter((call) => call.id !== focused?.id)
      .sort((a, b) => Number(isRinging(b)) - Number(isRinging(a)))
      .map((call) => ({
        answer: isRinging(call) && sight.abilities.has('answer') ? texts('call.answer') : '',
        answering: objection(board, { kind: 'answer', callId: call.id }) === 'pending',
        id: call.id,
        title: partyView(knownParty(call.party, callers)).title,
        state: stateText(call, texts),
      })),
    problem: board.problem === null ? null : problemText(board.problem, texts),
    outage:
      health.state === 'down' ? texts('panel.outage', { reason: failureText(texts, health.failure) }) : null,
    dial: dialField(focused, sight, chosen),
  };
}

/** The call, where the dial field is for its transfer; else null, and the field is for a new call. */
export function redirectable(focused: Call | null, { abilities }: CallContext): Call | null {
  return isTransferable(focused) && abilities.has('redirect') ? focused : null;
}

function dialField(focused: Call | null, sight: CallContext, chosen: Contact | null): DialView {
  const { board, abilities, outage, texts } = sight;
  const disabled = outage !== null;
  const isPending = (kind: Problem['action']['kind']): boolean =>
    board.commands.some(
      ({ action, stage }) =>
        action.kind === kind &&
        (action.kind === 'originate' ? stage === 'sent' : action.callId === focused?.id),
    );
  const call = redirectable(focused, sight);
  if (call === null)
    return {
      label: texts('panel.dialLabel'),
      action: texts('panel.call'),
      icon: 'call',
      pending: isPending('originate'),
      disabled,
      consult: '',
      consultPending: false,
      consultFirst: false,
    };
  const canConsult = abilities.has('consult') && consultationOn(board.calls, call.id) === null;
  return {
    label: texts('panel.redirectLabel'),
    action: texts('panel.redirect'),
    icon: 'redirect',
    pending: isPending('redirect'),
    disabled,
    consult: canConsult ? texts('panel.consult') : '',
    consultPending: isPending('consult'),
    consultFirst: canConsult && isBusy(chosen),
  };
}

function statusView(board: CallBoard, health: ServerHealth, texts: Texts): PanelView['status'] {
  if (health.state === 'down') {
    return { tone: 'lost', text: texts(health.failure.isRejection ? 'panel.unavailable' : 'panel.lost') };
  }
  if (!isWorking(health)) return { tone: 'lost', text: texts('panel.unlinked') };
  const isHeard = health.state === 'up' || board.isReported;
  if (!isHeard) return { tone: 'wait', text: texts('panel.connecting') };
  const live = liveCalls(board.calls);
  if (live.some(isConversation)) return { tone: 'busy', text: texts('panel.talking') };
  if (live.some(({ phase }) => phase === 'ringing')) return { tone: 'busy', text: texts('panel.ringing') };
  return live.length > 0 || pendingOriginate(board)
    ? { tone: 'busy', text: texts('panel.dialling') }
    : { tone: 'ready', text: texts('panel.ready') };
}

/** The call that was asked for and that the backend does not tell of yet. */
function dialView(board: CallBoard, target: DialTarget, texts: Texts): CallView {
  const name = target.kind === 'contact' && target.contact.name !== '' ? target.contact.name : null;
  const number = formatNumber(targetNumber(target));
  return {
    id: '',
    step: '',
    title: name ?? number,
    number: name === null ? '' : number,
    href: '',
    details: [],
    matches: [],
    createHref: '',
    tone: 'ring',
    state: texts('panel.stateDialling'),
    hasTime: false,
    buttons: [
      {
        command: 'cancelDial',
        icon: 'hangup',
        label: texts('call.hangup'),
        title: '',
        pressed: null,
        pending: objection(board, { kind: 'hangup', callId: null }) === 'pending',
        disabled: false,
        look: 'danger',
      },
    ],
    hasKeypad: false,
    note: '',
  };
}
