import type { AmiMessage } from '../../server/telephony/asterisk/ami/AmiMessage';

/** Digits by which a number is known, with or without what stands before them. */
const COMPARED_DIGITS = 10;

/**
 * A fault of Asterisk (seen twice on 22.10, docs/CALLS.md): a client who came through a Local channel was fetched from the parking
 * lot, and the music of that channel goes on into the talk: there is no MusicOnHoldStop between its entry of the talk's
 * bridge and its way out of it. Agent and client can't hear each other then, and a flow that waits for it is stuck.
 * @param client number of the client
 */
export function hasMusicAfterParking(events: readonly AmiMessage[], client: string): boolean {
  const last = (number = ''): string => number.replace(/\D/g, '').slice(-COMPARED_DIGITS);
  return events.some((event, index) => {
    const { Event, ParkeeChannel = '', ParkeeUniqueid, ParkeeCallerIDNum } = event;
    const isFetched = Event === 'UnParkedCall' && ParkeeChannel.startsWith('Local/');
    if (!isFetched || last(ParkeeCallerIDNum) !== last(client)) return false;
    const own = events.slice(index).filter(({ Uniqueid }) => Uniqueid === ParkeeUniqueid);
    const enters = own.findIndex((one) => one.Event === 'BridgeEnter');
    const leaves = own.findIndex((one, place) => place > enters && one.Event === 'BridgeLeave');
    if (enters === -1 || leaves === -1) return false;
    return !own.slice(0, leaves).some((one) => one.Event === 'MusicOnHoldStop');
  });
}
