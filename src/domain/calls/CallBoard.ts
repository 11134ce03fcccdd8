import { toJson } from '../../../protocol/toJson';
import type { Failure } from '../Failure';
import { actionRules, isConfirmed } from './actionRules';
import { isLive, type Call, type MissedCall } from './Call';
import { clockSkew } from './clockSkew';
import type { Action, CallAction, Command } from './Command';

/** Measured clock differences vary with the network; a change smaller than this is no change of a clock, ms. */
const SKEW_NOISE_MS = 200;

/** What the backend reports of the agent. */
export interface Report {
  readonly calls: readonly Call[];
  readonly missed: readonly MissedCall[];
  /** Grows with each change; null: the backend speaks the original protocol, which reports one conversation only. */
  readonly revision: number | null;
  /** What is added to the backend's time to get this computer's, ms; null: it does not tell its time. */
  readonly skewMs: number | null;
}

/** What went wrong last, until the agent does something else. */
export interface Problem {
  readonly action: Action | { readonly kind: 'dtmf' };
  /** Null: the backend accepted the command and then never showed its effect. */
  readonly failure: Failure | null;
}

/** Everything the widget knows of the agent's calls: the backend's last word and what is under way. */
export interface CallBoard {
  readonly calls: readonly Call[];
  readonly missed: readonly MissedCall[];
  readonly revision: number | null;
  readonly commands: readonly Command[];
  readonly problem: Problem | null;
  /** Has the backend reported at all? */
  readonly isReported: boolean;
  /** What is added to the backend's time to get this computer's, ms. */
  readonly skewMs: number;
}

/** What can happen to the board. */
export type BoardEvent =
  /** Times in ms since 1970 by this computer's clock. `lastAt`: of the report before; null: this is the first one. */
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
  /** Digits could not be sent. */
  | { readonly type: 'dtmfFailed'; readonly failure: Failure }
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
 *   calls     only by `reported`: the screen never says more than the backend did
 *   commands  sent ▶ accepted ▶ gone by `reported` (confirmed), `refused` or `expired`
 *   problem   set by `refused`, `expired` and `dtmfFailed`, cleared by the next `sent`, by `dismissed`, and by the report
 *             in which its call lives no more (one without a call: in which a call has come or gone)
 * ```
 */
export function transition(board: CallBoard, event: BoardEvent): CallBoard {
  switch (event.type) {
    case 'reported':
      return takeReport(board, event);
    case 'sent': {
      const { id, action } = event;
      const command: Command = { id, stage: 'sent', action, known: board.calls.map((call) => call.id) };
      // A call dialled before and never answered gives way to the new one.
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

/** The board after a report; the same object when the report changes nothing, so that nothing is painted for it. */
function takeReport(
  board: CallBoard,
  { report, at, lastAt }: Extract<BoardEvent, { type: 'reported' }>,
): CallBoard {
  const { calls, missed, revision } = report;
  const commands = board.commands.filter((command) => !isConfirmed(command, calls));
  const problem = isOutlived(board, calls) ? null : board.problem;
  const measured = report.skewMs ?? clockSkew({ ...board, reportedAt: lastAt }, calls, at);
  const skewMs = Math.abs(measured - board.skewMs) < SKEW_NOISE_MS ? board.skewMs : measured;
  const after = { ...board, calls, missed, revision, commands, problem, skewMs, isReported: true };
  return toJson(after) === toJson(board) ? board : after;
}

/** Is what went wrong of no matter any more, with these calls? */
function isOutlived({ problem, calls: before }: CallBoard, after: readonly Call[]): boolean {
  if (problem === null) return false;
  const liveIds = (calls: readonly Call[]): string[] => calls.filter(isLive).map(({ id }) => id);
  const [were, are] = [liveIds(before), liveIds(after)];
  const callId = 'callId' in problem.action ? problem.action.callId : null;
  if (callId !== null) return were.includes(callId) && !are.includes(callId);
  return were.length !== are.length || were.some((id) => !are.includes(id));
}

/** Why an action can't be asked for now. */
export type Objection =
  /** There is a conversation already. */
  | 'inCall'
  /** The same was asked for and is not answered yet. */
  | 'pending'
  /** The call is gone, or not in a phase for this. */
  | 'noCall';

/** May the agent ask for this now? Null: yes. */
export function objection(board: CallBoard, action: Action): Objection | null {
  if (action.kind === 'originate') {
    if (board.calls.some((call) => isLive(call) && !(board.revision !== null && call.phase === 'held')))
      return 'inCall';
    return board.commands.some((c) => c.action.kind === 'originate' && c.stage === 'sent') ? 'pending' : null;
  }
  if (action.callId === null) {
    if (dialling(board) === null) return 'noCall';
  } else {
    const call = board.calls.find((one) => one.id === action.callId);
    if (call === undefined || !actionRules[action.kind].suits(call, board.calls)) return 'noCall';
  }
  return board.commands.some((command) => blocks(command.action, action)) ? 'pending' : null;
}

/** The call that was asked for and that the backend does not report yet. */
export function dialling(board: CallBoard): Extract<Action, { kind: 'originate' }> | null {
  for (const { action } of board.commands) if (action.kind === 'originate') return action;
  return null;
}

/** A command of the same kind, or one that ends the call, keeps others from being sent for that call. */
function blocks(under: Action, wanted: CallAction): boolean {
  if (under.kind === 'originate' || under.callId !== wanted.callId) return false;
  if (under.kind === wanted.kind) return true;
  // Hanging up stays possible whatever else is under way.
  return wanted.kind !== 'hangup' && actionRules[under.kind].isFinal === true;
}

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

function fail(board: CallBoard, id: number, failure: Failure | null): CallBoard {
  const command = board.commands.find((one) => one.id === id);
  if (command === undefined) return board;
  return {
    ...board,
    commands: board.commands.filter((one) => one.id !== id),
    problem: { action: command.action, failure },
  };
}
