import type { Failure } from '../Failure';
import type { Call } from './Call';
import { clockSkew } from './clockSkew';
import { isConfirmed, type Action, type Command } from './Command';

/** What went wrong last, until the agent does something else. */
export interface Problem {
  readonly action: Action;
  /** Null: the backend accepted the command and then never showed its effect. */
  readonly failure: Failure | null;
}

/** Everything the widget knows of the agent's calls: the backend's last word and what is under way. */
export interface CallBoard {
  readonly calls: readonly Call[];
  readonly commands: readonly Command[];
  readonly problem: Problem | null;
  /** When the backend last spoke, ms since 1970 by this computer's clock; null: never. */
  readonly reportedAt: number | null;
  /** What is added to the backend's time to get this computer's, ms. */
  readonly skewMs: number;
}

/** What can happen to the board. */
export type BoardEvent =
  /** `at`: ms since 1970 by this computer's clock. */
  | { readonly type: 'reported'; readonly calls: readonly Call[]; readonly at: number }
  | { readonly type: 'sent'; readonly id: number; readonly action: Action }
  | { readonly type: 'accepted'; readonly id: number }
  | { readonly type: 'refused'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'expired'; readonly id: number }
  | { readonly type: 'dismissed' };

export const emptyBoard: CallBoard = { calls: [], commands: [], problem: null, reportedAt: null, skewMs: 0 };

/**
 * The only function that changes the board.
 *
 * ```
 *   calls     only by `reported`: the screen never says more than the backend did
 *   commands  sent ▶ accepted ▶ gone by `reported` (confirmed), `refused` or `expired`
 *   problem   set by `refused` and `expired`, cleared by the next `sent` or by `dismissed`
 * ```
 */
export function transition(board: CallBoard, event: BoardEvent): CallBoard {
  switch (event.type) {
    case 'reported': {
      const commands = board.commands.filter(({ action }) => !isConfirmed(action, event.calls));
      const skewMs = clockSkew(board, event.calls, event.at);
      return { ...board, calls: event.calls, commands, reportedAt: event.at, skewMs };
    }
    case 'sent': {
      const command: Command = { id: event.id, stage: 'sent', action: event.action };
      // A call dialled before and never answered gives way to the new one.
      const others = board.commands.filter(
        ({ action }) => !(action.kind === 'originate' && event.action.kind === 'originate'),
      );
      return { ...board, commands: [...others, command], problem: null };
    }
    case 'accepted':
      return accept(board, event.id);
    case 'refused':
      return fail(board, event.id, event.failure);
    case 'expired':
      return fail(board, event.id, null);
    case 'dismissed':
      return board.problem === null ? board : { ...board, problem: null };
  }
}

/** Why an action can't be asked for now. */
export type Objection =
  /** There is a conversation; a second call is not of this protocol. */
  | 'inCall'
  /** The same was asked for and is not answered yet. */
  | 'pending'
  | 'noCall';

/** May the agent ask for this now? Null: yes. */
export function objection(board: CallBoard, action: Action): Objection | null {
  if (action.kind === 'originate') {
    if (board.calls.length > 0) return 'inCall';
    return board.commands.some((c) => c.action.kind === 'originate' && c.stage === 'sent') ? 'pending' : null;
  }
  if (action.callId === null) {
    if (dialling(board) === null) return 'noCall';
  } else if (!board.calls.some((call) => call.id === action.callId)) return 'noCall';
  return board.commands.some((command) => blocks(command.action, action)) ? 'pending' : null;
}

/** The call that was asked for and that the backend does not report yet. */
export function dialling(board: CallBoard): Extract<Action, { kind: 'originate' }> | null {
  for (const { action } of board.commands) if (action.kind === 'originate') return action;
  return null;
}

/** A command of the same kind, or one that ends the call, keeps others from being sent for that call. */
function blocks(under: Action, wanted: Exclude<Action, { kind: 'originate' }>): boolean {
  if (under.kind === 'originate' || under.callId !== wanted.callId) return false;
  if (under.kind === wanted.kind) return true;
  // Hanging up stays possible whatever else is under way.
  return wanted.kind !== 'hangup' && (under.kind === 'hangup' || under.kind === 'redirect');
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
