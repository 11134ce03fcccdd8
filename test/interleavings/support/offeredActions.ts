import { isConversation } from '../../../src/domain/calls/Call';
import { objection, type CallBoard } from '../../../src/domain/calls/CallBoard';
import type { Action } from '../../../src/domain/calls/Command';

/** What the agent could press in a tab with this board, the usual things more than once. */
export function offeredActions(board: CallBoard, number: string): readonly Action[] {
  const target = { kind: 'number', number } as const;
  const ofCalls = board.calls.flatMap((call): readonly Action[] => {
    const callId = call.id;
    return [
      { kind: 'answer', callId },
      { kind: 'answer', callId },
      { kind: 'answer', callId },
      { kind: 'completeTransfer', callId },
      { kind: 'cancelTransfer', callId },
      { kind: 'consult', callId, target },
      { kind: 'consult', callId, target },
      { kind: 'redirect', callId, target },
      { kind: 'hold', callId, on: call.phase !== 'held' },
      { kind: 'hold', callId, on: call.phase !== 'held' },
      { kind: 'mute', callId, on: !(isConversation(call) && call.muted) },
      { kind: 'hangup', callId },
      { kind: 'reject', callId },
    ];
  });
  const all: readonly Action[] = [...ofCalls, { kind: 'originate', target }];
  return all.filter((action) => objection(board, action) === null);
}
