import type { LegStatus } from './readStatus';

/** The end of a channel's Uniqueid: when Asterisk made it, s since 1970, and its number since Asterisk has started. */
const MADE = /(\d+)\.(\d+)$/;

/**
 * Sorts channels the oldest first. Asterisk lists them out of a hash table, in any order, while their events come in this
 * one; of several phones, or calls, the first or last is meant in many places.
 */
export function byCreation({ channel: a }: LegStatus, { channel: b }: LegStatus): number {
  const [[since, serial], [otherSince, otherSerial]] = [made(a.id), made(b.id)];
  return since - otherSince || serial - otherSerial || (a.id < b.id ? -1 : 1);
}

/** Of an id of another form: 0. */
function made(id: string): readonly [number, number] {
  const [, since = '0', serial = '0'] = MADE.exec(id) ?? [];
  return [Number(since), Number(serial)];
}
