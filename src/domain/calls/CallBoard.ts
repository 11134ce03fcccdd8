import { toJson } from '../../../protocol/toJson';
import type { Failure } from '../Failure';
import { actionRules, isConfirmed } from './actionRules';
import { isLive, type Call, type MissedCall } from './Call';
import { clockSkew } from './clockSkew';
import type { Action, CallAction, Command } from './Command';

/**
 * Changes of the measured clock difference below this are network delay, not a change of a clock, and are ignored, ms.
 */
const SKEW_NOISE_MS = 200;

/** The agent's calls and missed calls, as one answer of the backend reports them. */
export interface Report {
  readonly calls: readonly Call[];
  readonly missed: readonly MissedCall[];
  /** Grows with each change; null with the original protocol, which reports at most one conversation. */
  readonly revision: number | null;
  /** This computer's clock minus the backend's, ms; null: the backend does not send its time. */
  readonly skewMs: number | null;
}

/** An action that failed; shown until the agent does something else. */
export interface Problem {
  readonly action: Action | { readonly kind: 'dtmf' };
  /** Null: the backend accepted the command, but no report has shown its effect in time. */
  readonly failure: Failure | null;
}

/**
 * All that the widget knows about the agent's calls: the last report, and commands that no report has confirmed yet.
 */
export interface CallBoard {
  readonly calls: readonly Call[];
  readonly missed: readonly MissedCall[];
  readonly revision: number | null;
  readonly commands: readonly Command[];
  readonly problem: Problem | null;
  /** Has there been a report since the widget started? */
  readonly isReported: boolean;
  /** This computer's clock minus the backend's, ms. */
  readonly skewMs: number;
}

/** What changes the board. */
export type BoardEvent =
  /**
   * `at`, `lastAt`: when this report and the one before came, ms since 1970 by this computer's clock; null: no report
   * before.
   */
  | {
      readonly type: 'reported';
      readonly report: Report;
      readonly at: number;
      readonly lastAt: number | null;
    }
  | { readonly type: 'sent'; readonly id: number; readonly action: Action }
  | { readonly type: 'accepted'; readonly id: number }
  | { readonly type: 'refused'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'expired'; readonly id: number }
  /** DTMF digits could not be sent. */
  | { readonly type: 'dtmfFailed'; readonly failure: Failure }
  /** The agent has closed the display of the problem. */
  | { readonly type: 'dismissed' };

export const emptyBoard: CallBoard = {
  calls: [],
  missed: [],
  revision: null,
  commands: [],
  problem: null,
  isReported: false,
  skewMs: 0,
};

/**
 * The only function that changes the board.
 *
 * ```
 *   calls     changed only by `reported`, so that the screen shows nothing that the backend has not reported
 *   commands  sent ▶ accepted ▶ removed by `reported` (confirmed), `refused` or `expired`
 *   problem   set by `refused`, `expired` and `dtmfFailed`; cleared by the next `sent`, by
 *             `dismissed`, and by the report in which its call has ended (a problem without a call: in which any call has begun or ended)
 * ```
 */
export function transition(board: CallBoard, event: BoardEvent): CallBoard {
  switch (event.type) {
    case 'reported':
      return applyReport(board, event);
    case 'sent': {
      const { id, action } = event;
      const command: Command = { id, stage: 'sent', action, known: board.calls.map((call) => call.id) };
      // Only one call can be dialled at a time: the new one replaces an earlier one that no report has confirmed.
      const others = board.commands.filter(
        (one) => !(one.action.kind === 'originate' && action.kind === 'originate'),
      );
      return { ...board, commands: [...others, command], problem: null };
    }
    case 'accepted':
      return accept(board, event.id);
    case 'refused':
      return fail(board, event.id, event.failure);
    case 'expired':
      return fail(board, event.id, null);
    case 'dtmfFailed':
      return { ...board, problem: { action: { kind: 'dtmf' }, failure: event.failure } };
    case 'dismissed':
      return board.problem === null ? board : { ...board, problem: null };
  }
}

/** The board after a report; the same object when the report changes nothing, so that nothing is painted again. */
function applyReport(
  board: CallBoard,
  { report, at, lastAt }: Extract<BoardEvent, { type: 'reported' }>,
): CallBoard {
  const { calls, missed, revision } = report;
  const commands = board.commands.filter((command) => !isConfirmed(command, calls));
  const problem = isObsolete(board, calls) ? null : board.problem;
  const measured = report.skewMs ?? clockSkew({ ...board, reportedAt: lastAt }, calls, at);
  const skewMs = Math.abs(measured - board.skewMs) < SKEW_NOISE_MS ? board.skewMs : measured;
  const after = { ...board, calls, missed, revision, commands, problem, skewMs, isReported: true };
  return toJson(after) === toJson(board) ? board : after;
}

/** Is the problem out of date: its call has ended or, for a problem without a call, any call has begun or ended? */
function isObsolete({ problem, calls: before }: CallBoard, after: readonly Call[]): boolean {
  if (problem === null) return false;
  const liveIds = (calls: readonly Call[]): string[] => calls.filter(isLive).map(({ id }) => id);
  const [were, are] = [liveIds(before), liveIds(after)];
  const callId = 'callId' in problem.action ? problem.action.callId : null;
  if (callId !== null) return were.includes(callId) && !are.includes(callId);
  return were.length !== are.length || were.some((id) => !are.includes(id));
}

/** Why an action can't be sent now. */
export type Objection =
  /** The agent has a live call, so no other can be dialled; with our extension a held call does not count. */
  | 'inCall'
  /** The same action, or one that ends the call, is under way. */
  | 'pending'
  /** The call is over, or in a phase in which this action is impossible. */
  | 'noCall';

/** Why this action can't be sent now; null: it can. */
export function objection(board: CallBoard, action: Action): Objection | null {
  if (action.kind === 'originate') {
    if (board.calls.some((call) => isLive(call) && !(board.revision !== null && call.phase === 'held')))
      return 'inCall';
    return board.commands.some((c) => c.action.kind === 'originate' && c.stage === 'sent') ? 'pending' : null;
  }
  if (action.callId === null) {
    if (pendingOriginate(board) === null) return 'noCall';
  } else {
    const call = board.calls.find((one) => one.id === action.callId);
    if (call === undefined || !actionRules[action.kind].suits(call, board.calls)) return 'noCall';
  }
  return board.commands.some((command) => blocks(command.action, action)) ? 'pending' : null;
}

/** The call that the agent has started and that no report shows yet; null: none. */
export function pendingOriginate(board: CallBoard): Extract<Action, { kind: 'originate' }> | null {
  for (const { action } of board.commands) if (action.kind === 'originate') return action;
  return null;
}

/** Does the action `under` way keep `wanted` from being sent: the same kind for the same call, or one that ends it? */
function blocks(under: Action, wanted: CallAction): boolean {
  if (under.kind === 'originate' || under.callId !== wanted.callId) return false;
  if (under.kind === wanted.kind) return true;
  // A hangup can be sent whatever else is under way.
  return wanted.kind !== 'hangup' && actionRules[under.kind].isFinal === true;
}

/** Marks a command as accepted. A hangup while dialling has no call id and ends here, with the originate command. */
function accept(board: CallBoard, id: number): CallBoard {
  const command = board.commands.find((one) => one.id === id);
  if (command === undefined) return board;
  const { action } = command;
  if (action.kind === 'hangup' && action.callId === null) {
    return {
      ...board,
      commands: board.commands.filter((one) => one.id !== id && one.action.kind !== 'originate'),
    };
  }
  return {
    ...board,
    commands: board.commands.map((one) => (one.id === id ? { ...one, stage: 'accepted' } : one)),
  };
}

/** Removes a command and shows it as the problem. @param failure null: it has expired */
function fail(board: CallBoard, id: number, failure: Failure | null): CallBoard {
  const command = board.commands.find((one) => one.id === id);
  if (command === undefined) return board;
  return {
    ...board,
    commands: board.commands.filter((one) => one.id !== id),
    problem: { action: command.action, failure },
  };
}
