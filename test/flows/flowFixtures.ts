import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { AmiMessage } from '../../server/telephony/asterisk/ami/AmiMessage';
import type { FlowExpected } from './FlowExpected';

/** Where events of flows lie, for pure tests: each in NAME.jsonl.gz, and in NAME.json what the phones had. */
export const flowFixtures = join(__dirname, '../server/telephony/asterisk/tracking/recorded/flows');

const agentSchema = v.picklist(['anna', 'boris', 'vera']);
const recordSchema = v.object({
  direction: v.picklist(['inbound', 'outbound']),
  statuses: v.array(v.number()),
  by: v.array(v.nullable(agentSchema)),
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
  /** What a screen must show at a moment, ms since 1970: that which was wrong as the flow was played. */
  screens: v.optional(
    v.array(v.object({ agent: agentSchema, at: v.number(), shows: v.array(v.string()) })),
    [],
  ),
  /** The missed calls that agents must have at the end, and those of which it can't be said; empty: the flow was not played to its end. */
  missed: v.optional(
    v.array(v.object({ agent: agentSchema, numbers: v.array(v.string()), vague: v.array(v.string()) })),
    [],
  ),
});

/** @returns the file with the events */
export function writeFlowFixture(
  folder: string,
  name: string,
  expected: FlowExpected & { readonly flow: string },
  events: readonly AmiMessage[],
): string {
  const parsed = v.parse(expectedSchema, expected);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(parsed, null, 2)}\n`);
  const file = join(folder, `${name}.jsonl.gz`);
  writeFileSync(file, gzipSync(`${events.map((event) => JSON.stringify(event)).join('\n')}\n`));
  return file;
}

export function readFlowExpected(name: string): FlowExpected {
  return v.parse(expectedSchema, JSON.parse(readFileSync(join(flowFixtures, `${name}.json`), 'utf8')));
}
