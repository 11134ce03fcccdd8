import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** Where events of flows lie, for pure tests: each in NAME.jsonl.gz, and in NAME.json what the phones had. */
export const flowFixtures = join(__dirname, '../server/telephony/asterisk/tracking/recorded/flows');

const recordSchema = v.object({
  direction: v.picklist(['inbound', 'outbound']),
  statuses: v.array(v.number()),
  by: v.array(v.picklist(['anna', 'boris', 'vera'])),
  seconds: v.tuple([v.number(), v.number()]),
  isOptional: v.boolean(),
});
const expectedSchema = v.object({
  /** The flow in words. */
  flow: v.string(),
  /** Number of the client. */
  client: v.string(),
  /** The entry in amoCRM; null: there is none. */
  record: v.nullable(recordSchema),
});
type FlowExpected = v.InferOutput<typeof expectedSchema>;

export function writeFlowExpected(folder: string, name: string, expected: object): void {
  writeFileSync(
    join(folder, `${name}.json`),
    `${JSON.stringify(v.parse(expectedSchema, expected), null, 2)}\n`,
  );
}

export function readFlowExpected(name: string): FlowExpected {
  return v.parse(expectedSchema, JSON.parse(readFileSync(join(flowFixtures, `${name}.json`), 'utf8')));
}
