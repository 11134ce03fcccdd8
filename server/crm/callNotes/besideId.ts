import { phoneKey } from '../../../protocol/isSamePhone';

const BESIDE = '~';

/** Id of the note of another party in a whole call than the one of who was in it first. */
export function besideId(call: string, number: string): string {
  return `${call}${BESIDE}${phoneKey(number)}`;
}

/** Is it the id of such a note? @param call in this whole call; left out: in any */
export function isBeside(id: string, call?: string): boolean {
  return call === undefined ? id.includes(BESIDE) : id.startsWith(`${call}${BESIDE}`);
}
