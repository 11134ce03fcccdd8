import type { NoteLeg } from './CallNote';

type LegKey = Pick<NoteLeg, 'extension' | 'callId'>;

/** Are these one agent's call? */
export function isSameLeg(one: LegKey, other: LegKey): boolean {
  return one.extension === other.extension && one.callId === other.callId;
}
