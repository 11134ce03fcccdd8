import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AmiMessage } from '../../server/telephony/asterisk/ami/AmiMessage';
import { hasMusicAfterParking } from './musicAfterParking';

const CLIENT = '+79101400008';
/** Seed 554406 on Asterisk 22.10.1: what Asterisk said of the client's channels. */
const trace = gunzipSync(readFileSync(join(__dirname, 'recorded/music-after-parking.jsonl.gz')))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as AmiMessage);

test('music that Asterisk plays on into the talk with a client who was parked is known by its events', () => {
  expect(hasMusicAfterParking(trace, CLIENT)).toBe(true);
  expect(hasMusicAfterParking(trace, '9101400008')).toBe(true);
});

test('the call of another client is not excused by it', () => {
  expect(hasMusicAfterParking(trace, '+79101500008')).toBe(false);
});

test('it is not known where the music stops at the way into the talk, nor before the talk is over', () => {
  const fetched = trace.findIndex(({ Event }) => Event === 'UnParkedCall');
  const { ParkeeUniqueid = '' } = trace[fetched] ?? {};
  const entry = trace.findIndex(
    ({ Event, Uniqueid }, place) => place > fetched && Event === 'BridgeEnter' && Uniqueid === ParkeeUniqueid,
  );
  const stop: AmiMessage = { Event: 'MusicOnHoldStop', Uniqueid: ParkeeUniqueid };
  expect(hasMusicAfterParking([...trace.slice(0, entry), stop, ...trace.slice(entry)], CLIENT)).toBe(false);
  expect(hasMusicAfterParking(trace.slice(0, entry + 1), CLIENT)).toBe(false);
});
