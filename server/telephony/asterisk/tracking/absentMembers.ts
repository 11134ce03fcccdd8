import type { AmiAction } from '../ami/Ami';
import type { AmiMessage } from '../ami/AmiMessage';
import type { AsteriskNumbering } from './AsteriskNumbering';

/** An agent whom a queue does not ring, though a member of it. */
export interface AbsentMember {
  readonly extension: string;
  readonly reason: 'paused' | 'notRegistered';
}

/** Of one queue no more are noted for a caller. */
const MOST_MEMBERS = 50;
/** `Status` of a member whose device is not there: AST_DEVICE_INVALID, AST_DEVICE_UNAVAILABLE. */
const NOT_THERE: ReadonlySet<string> = new Set(['4', '5']);
/** Members that the queue calls by the dialplan, or whose state it takes from a hint. */
const BY_NUMBER = /^(?:Local\/|hint:)([\d*#+]{1,40})@/i;

/** Asks for the members of one queue. */
export function queueStatusAction(queue: string): AmiAction {
  return { name: 'QueueStatus', fields: { Queue: queue } };
}

/**
 * The agents whom a queue does not ring, by the answer to `queueStatusAction`. An agent who is a member with several
 * phones is absent when all of them are.
 */
export function absentMembers(
  events: readonly AmiMessage[],
  numbering: Pick<AsteriskNumbering, 'extensionOf' | 'isAgent'>,
): readonly AbsentMember[] {
  const absent = new Map<string, AbsentMember['reason']>();
  const present = new Set<string>();
  for (const event of events) {
    const extension = event['Event'] === 'QueueMember' ? agentIn(event, numbering) : null;
    if (extension === null) continue;
    const { Paused, Status = '' } = event;
    if (Paused === '1') absent.set(extension, 'paused');
    else if (NOT_THERE.has(Status)) absent.set(extension, absent.get(extension) ?? 'notRegistered');
    else present.add(extension);
  }
  const found = [...absent].filter(([extension]) => !present.has(extension));
  return found.slice(0, MOST_MEMBERS).map(([extension, reason]) => ({ extension, reason }));
}

/** The agent who is this member; null: none. The interface that shows its state names the phone. */
function agentIn(
  { StateInterface, Location }: AmiMessage,
  numbering: Pick<AsteriskNumbering, 'extensionOf' | 'isAgent'>,
): string | null {
  for (const one of [StateInterface, Location]) {
    if (one === undefined) continue;
    const number = BY_NUMBER.exec(one)?.[1];
    // A channel's name has a number of its own behind the phone's.
    const found =
      number === undefined ? numbering.extensionOf(`${one}-0`) : numbering.isAgent(number) ? number : null;
    if (found !== null) return found;
  }
  return null;
}
