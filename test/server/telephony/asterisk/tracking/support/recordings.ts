import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';

/**
 * Of Asterisk; `office`: 22 with the driver and our dialplan; `reported`: what others have reported of their systems,
 * on Asterisk 22 (chan_sip and DAHDI after public logs); `flows`: random flows of calls that were not logged as the phones had them; `parts`: of one office's
 * share in a flow beside others.
 */
export type Version = '22' | '16' | 'office' | 'reported' | 'flows' | 'parts';

const folder = join(__dirname, '../recorded');
const EVENTS = '.jsonl.gz';
const several = v.pipe(
  v.array(v.string()),
  v.transform((values) => values.join('\n')),
);
const messageSchema = v.record(v.string(), v.union([v.string(), several]));

/** Names of all scenarios whose events a real Asterisk of this version sent. */
export function scenarios(version: Version): readonly string[] {
  const files = readdirSync(join(folder, version)).filter((file) => file.endsWith(EVENTS));
  return files.flatMap((file) => (file === `status${EVENTS}` ? [] : [file.slice(0, -EVENTS.length)])).sort();
}

/** What Asterisk sent in this scenario, as it came. */
export function recorded(version: Version, scenario: string): readonly AmiMessage[] {
  const lines = gunzipSync(readFileSync(join(folder, version, `${scenario}${EVENTS}`))).toString('utf8');
  return lines
    .trim()
    .split('\n')
    .map((line) => v.parse(messageSchema, JSON.parse(line)));
}

/** What Asterisk answered to `Status` in this situation. */
export function recordedStatus(situation: string): readonly AmiMessage[] {
  return recorded('22', 'status').filter((message) => message['Situation'] === situation);
}
