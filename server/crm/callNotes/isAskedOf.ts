import type { CallRecord } from '../../calls/CallRecord';

/** Is an agent asked how the call ended: one who has answered or made it? */
export function isAskedOf({ extension, direction, outcome }: CallRecord): boolean {
  return extension !== null && (direction === 'outbound' || outcome === 'answered');
}
