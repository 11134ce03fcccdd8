import type { HistoryPush } from '../pushes/VatsPush';
import { readPush } from '../pushes/readPush';

/** A row of the history, from either API. */
export interface HistoryRow {
  readonly uid: string;
  readonly type: string;
  /** Empty: the old API does not have it. */
  readonly status: string;
  readonly client: string;
  readonly user: string;
  readonly via: string;
  readonly start: string;
  readonly wait: string;
  readonly duration: string;
  readonly record: string;
}

/** Converts a row to a history push, so that both have one parser. Null: the row is not valid. */
export function historyPush(row: HistoryRow): HistoryPush | null {
  const { uid, type, client, user, via, start, wait, duration, record } = row;
  // A row without a status is that of a call with a conversation, unless its type says otherwise.
  const status = row.status === '' && type !== 'missed' && Number(duration) > 0 ? 'success' : row.status;
  const fields = { type, status, phone: client, user, diversion: via, start, wait, duration, link: record };
  const values = new Map(Object.entries({ cmd: 'history', callid: uid, ...fields }));
  const push = readPush({ values, doubled: new Set() });
  return push.kind === 'history' ? push : null;
}
