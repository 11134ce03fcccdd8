import { consultationOn, type Call } from '../../../domain/calls/Call';
import { objection, pendingOriginate, type CallBoard, type Problem } from '../../../domain/calls/CallBoard';
import { isWarning } from '../../../domain/calls/isWarning';
import { knownParty } from '../../../domain/calls/knownParty';
import { targetNumber, type DialTarget } from '../../../domain/calls/Command';
import { liveCalls } from '../../../domain/calls/focusedCall';
import { isWorking, type ServerHealth } from '../../../domain/notifications/ServerHealth';
import { isBusy, type Contact } from '../../../domain/phonebook/Contact';
import { failureText } from '../../amocrm/failureText';
import { takenText } from '../../amocrm/takenText';
import type { Texts } from '../../amocrm/Texts';
import { isTransferable } from '../call/callButtons';
import type { CallContext } from '../call/CallContext';
import { callView, initialsOf, partyView, type CallView } from '../call/callView';
import { problemText } from '../call/problemText';
import { stateText } from '../call/stateText';
import { formatNumber } from '../formatNumber';
import type { CompanyMissed } from './CompanyMissed';

/** Data for the templates of the panel. */
export interface PanelView {
  readonly status: { readonly tone: 'ready' | 'busy' | 'wait' | 'lost'; readonly text: string };
  /** The call in focus unless it is docked, else the one that is being dialled; null: none. */
  readonly call: CallView | null;
  /** The other live calls that are not docked. */
  readonly lines: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    /** Somebody talks in it. */
    readonly isTalk: boolean;
    /** Name of the button that takes it off hold and holds the other one; empty: no button. */
    readonly swap: string;
    /** That is under way. */
    readonly isSwapping: boolean;
  }[];
  /** Why the last action failed. */
  readonly problem: string | null;
  /** Why the backend is not connected. */
  readonly outage: string | null;
  readonly dial: DialView;
}

/** Labels and buttons of the dial field, which is for a new call or for a transfer of the call in focus. */
export interface DialView {
  readonly label: string;
  /** Label of the first button. */
  readonly action: string;
  readonly icon: 'call' | 'redirect';
  /** Its command is under way. */
  readonly pending: boolean;
  /** No command works now, since the backend or its telephone system is not connected. */
  readonly disabled: boolean;
  /** Label of the button for an attended transfer; empty: no button. */
  readonly consult: string;
  readonly consultPending: boolean;
  /** The chosen colleague is busy: the button for an attended transfer is first, and Enter does the same. */
  readonly consultFirst: boolean;
}

/**
 * Data for the panel. Pure.
 * @param focused call that the buttons are for
 * @param chosen contact in the dial field
 * @param docked calls whose cards are in the dock
 * @param company null: the backend has no list of the company's missed calls
 */
export function panelView(
  focused: Call | null,
  health: ServerHealth,
  context: CallContext,
  chosen: Contact | null,
  docked: readonly Call[],
  company: Pick<CompanyMissed, 'holderOf'> | null = null,
): PanelView {
  const { board, texts, callers } = context;
  const dialled = pendingOriginate(board);
  const isDocked = ({ id }: Call): boolean => docked.some((call) => call.id === id);
  const shown = focused && !isDocked(focused) ? focused : null;
  return {
    status: statusView(board, health, texts),
    call: shown ? callView(shown, context) : dialled ? dialView(board, dialled.target, texts) : null,
    lines: liveCalls(board.calls)
      .filter((call) => call.id !== focused?.id && !isDocked(call))
      .map((call) => {
        const { title } = partyView(knownParty(call.party, callers));
        return {
          id: call.id,
          title,
          state: stateText(call, texts),
          isTalk: call.phase === 'talking',
          swap: canSwap(call, context) ? `${texts('call.cancelTransfer')}: ${title}` : '',
          isSwapping: board.commands.some(
            ({ action }) => action.kind === 'hold' && action.callId === call.id,
          ),
        };
      }),
    problem: board.problem && textOf(board.problem, company, texts),
    outage:
      health.state === 'down' ? texts('panel.outage', { reason: failureText(texts, health.failure) }) : null,
    dial: dialField(focused, context, chosen),
  };
}

/** Of a client about whom a colleague is asked, to go back is a button of the consultation. */
function canSwap(call: Call, { board, abilities }: CallContext): boolean {
  return call.phase === 'held' && abilities.has('hold') && consultationOn(board.calls, call.id) === null;
}

function textOf(problem: Problem, company: Pick<CompanyMissed, 'holderOf'> | null, texts: Texts): string {
  const { action } = problem;
  if (!isWarning(problem) || !('target' in action)) return problemText(problem, texts);
  return takenText(company?.holderOf(targetNumber(action.target)) ?? null, texts);
}

/** The call in focus if the dial field is for its transfer; null: the field is for a new call. */
export function redirectable(focused: Call | null, { abilities }: CallContext): Call | null {
  return isTransferable(focused) && abilities.has('redirect') ? focused : null;
}

function dialField(focused: Call | null, context: CallContext, chosen: Contact | null): DialView {
  const { board, abilities, outage, texts } = context;
  const disabled = outage !== null;
  const isPending = (kind: Problem['action']['kind']): boolean =>
    board.commands.some(
      ({ action, stage }) =>
        action.kind === kind &&
        (action.kind === 'originate' ? stage === 'sent' : action.callId === focused?.id),
    );
  const call = redirectable(focused, context);
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

/** The status in the panel's header: the connection, or what the agent's phone does. */
function statusView(board: CallBoard, health: ServerHealth, texts: Texts): PanelView['status'] {
  if (health.state === 'down') {
    return { tone: 'lost', text: texts(health.failure.isRejection ? 'panel.unavailable' : 'panel.lost') };
  }
  if (!isWorking(health)) return { tone: 'lost', text: texts('panel.unlinked') };
  const isConnected = health.state === 'up' || board.isReported;
  if (!isConnected) return { tone: 'wait', text: texts('panel.connecting') };
  const live = liveCalls(board.calls);
  if (live.some(({ phase }) => phase === 'talking')) return { tone: 'busy', text: texts('panel.talking') };
  if (live.some(({ phase }) => phase === 'ringing')) return { tone: 'busy', text: texts('panel.ringing') };
  if (live.some(({ phase }) => phase === 'dialing') || pendingOriginate(board))
    return { tone: 'busy', text: texts('panel.dialling') };
  return live.length > 0
    ? { tone: 'busy', text: texts('call.held') }
    : { tone: 'ready', text: texts('panel.ready') };
}

/** Card of a call that was requested and is not in the backend's report yet. Its only button cancels it. */
function dialView(board: CallBoard, target: DialTarget, texts: Texts): CallView {
  const name = target.kind === 'contact' && target.contact.name !== '' ? target.contact.name : null;
  const number = formatNumber(targetNumber(target));
  return {
    id: '',
    step: '',
    initials: initialsOf(name),
    title: name ?? number,
    number: name === null ? '' : number,
    href: '',
    details: [],
    reasons: [],
    facts: [],
    matches: [],
    creates: [],
    problem: '',
    tone: 'ring',
    state: texts('panel.stateDialling'),
    isPlain: false,
    hasTime: false,
    buttons: [
      {
        command: 'cancelDial',
        icon: 'hangup',
        label: texts('call.hangup'),
        name: '',
        title: '',
        pressed: null,
        pending: objection(board, { kind: 'hangup', callId: null }) === 'pending',
        disabled: false,
        look: 'danger',
      },
    ],
    hasKeypad: false,
    pressed: '',
    note: '',
  };
}
