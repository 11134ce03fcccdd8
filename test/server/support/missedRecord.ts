import type { CallRecord } from '../../../server/calls/CallRecord';

/** The record of a client's call that rang at the agent and was not answered. */
export function missedRecord(id: string, number: string, extension: string, startedAt: number): CallRecord {
  const endedAt = Date.now();
  const times = { startedAt, answeredAt: null, endedAt };
  const who = { extension, extensions: [extension], via: null, recording: null };
  return { id, direction: 'inbound', number, outcome: 'missed', ...who, ...times };
}
