import type { Row, SqlValue, Statement } from './Database';
import { numberKey as keyOf } from './numberKey';
import { READ_SALVAGING } from './Salvaging';
import { SCHEMA } from './schema';
import { deleteClientStatements, readFact } from './statements';

/** Versions of the schema that have agents' lists, choices among contacts, notes and missed clients for the first time. */
const LISTS_SINCE = SCHEMA.tables.get('agent_lists')?.since ?? 0;
const CHOICES_SINCE = SCHEMA.tables.get('contact_choices')?.since ?? 0;
/** Versions from this one to `CHOICES_SINCE` had choices of no agent in a table of their own, earlier ones among the cards. */
const CHOSEN_SINCE = 4;
const NOTES_SINCE = SCHEMA.tables.get('call_notes')?.since ?? 0;

/** Version of the schema that has details of calls for the first time. */
const DETAILS_SINCE = SCHEMA.tables.get('call_details')?.since ?? 0;

const MISSED_SINCE = SCHEMA.tables.get('missed_clients')?.since ?? 0;

/** Calls that are looked through at a time. */
const PART = 500;

/** What forgetting uses of a database. */
export interface ForgetDatabase {
  read(statement: Statement): Promise<readonly Row[]>;
  /** In one transaction. @returns rows changed by each */
  write(statements: readonly Statement[]): Promise<readonly number[]>;
}

/** Knows what texts say of the client. */
export interface ClientTexts {
  /** By which the client's calls are found. */
  readonly numberKey: string;
  /** A call's journal without the client's number; null: it is not in it. */
  journalWithout(journal: string): string | null;
  /** An agent's lists without the client; null: the client is not in them. */
  listsWithout(lists: string): string | null;
  /** Is it a job of the client that amoCRM has refused for good? */
  isParked(job: string): boolean;
  /** Is it a note on a call of the client that is in amoCRM? */
  isNote(note: string): boolean;
}

/** What became of a client's data. */
export interface Forgotten {
  /** The client's own calls, which were deleted. */
  readonly calls: number;
  /** Calls of others in which the client took part: the number was removed from them. */
  readonly mentions: number;
  /** Agents in whose missed calls or last numbers the client was. */
  readonly lists: number;
  /** Ids of the client's jobs that amoCRM has refused for good; they are still there. */
  readonly parked: readonly string[];
  /** History is still being copied from a damaged file: calls of the client may come back. */
  readonly isBeingCopied: boolean;
}

/** Deletes what the database has of a client but for calls that are under way, or not in amoCRM yet. */
export async function forgetClient(database: ForgetDatabase, client: ClientTexts): Promise<Forgotten> {
  const [salvage] = await database.read(READ_SALVAGING);
  const deleted = await database.write(deleteClientStatements(client.numberKey));
  const version = await versionOf(database);
  const mentions = await removeMentions(database, client, version);
  if (version >= LISTS_SINCE) await removeChoice(database, client, version);
  if (version >= NOTES_SINCE) await removeNotes(database, client);
  if (version >= MISSED_SINCE) await removeMissed(database, client);
  const lists = version >= LISTS_SINCE ? await removeFromLists(database, client) : 0;
  const jobs = await database.read({ sql: 'SELECT id, text FROM outbox', values: [] });
  return {
    calls: deleted.at(-1) ?? 0,
    mentions,
    lists,
    parked: jobs.flatMap(({ id, text }) => (client.isParked(String(text)) ? [String(id)] : [])),
    isBeingCopied: salvage !== undefined,
  };
}

/** A store of an earlier version has no lists and choices until its backend starts. */
async function versionOf(database: ForgetDatabase): Promise<number> {
  const [schema] = await database.read(readFact('schema'));
  return Number(schema?.['value'] ?? 0);
}

/** Which of several contacts were chosen for the number. */
async function removeChoice(
  database: ForgetDatabase,
  { numberKey }: ClientTexts,
  version: number,
): Promise<void> {
  if (version < CHOSEN_SINCE) {
    const sql = "DELETE FROM index_entries WHERE kind = 'choices' AND id = $1";
    await database.write([{ sql, values: [Number(numberKey)] }]);
    return;
  }
  // They are kept by the whole number, some of earlier versions by its last digits.
  const table = version < CHOICES_SINCE ? 'chosen_contacts' : 'contact_choices';
  const sql = `SELECT DISTINCT number_key FROM ${table} WHERE number_key LIKE $1`;
  const rows = await database.read({ sql, values: [`%${numberKey}`] });
  const keys = rows.map((row) => String(row['number_key'])).filter((key) => keyOf(key) === numberKey);
  if (keys.length === 0) return;
  await database.write(
    keys.map((key) => ({ sql: `DELETE FROM ${table} WHERE number_key = $1`, values: [key] })),
  );
}

async function removeNotes(database: ForgetDatabase, client: ClientTexts): Promise<void> {
  const rows = await database.read({ sql: 'SELECT id, text FROM call_notes', values: [] });
  const own = rows.filter(({ text }) => client.isNote(String(text)));
  const sql = 'DELETE FROM call_notes WHERE id = $1';
  if (own.length > 0) await database.write(own.map(({ id }) => ({ sql, values: [id ?? null] })));
}

/** The company's missed calls, by the key of the client's whole number. */
async function removeMissed(database: ForgetDatabase, { numberKey }: ClientTexts): Promise<void> {
  const rows = await database.read({ sql: 'SELECT id FROM missed_clients', values: [] });
  const own = rows.filter(({ id }) => keyOf(String(id)) === numberKey);
  const sql = 'DELETE FROM missed_clients WHERE id = $1';
  if (own.length > 0) await database.write(own.map(({ id }) => ({ sql, values: [id ?? null] })));
}

/** @returns how many agents' lists have changed */
async function removeFromLists(database: ForgetDatabase, client: ClientTexts): Promise<number> {
  const rows = await database.read({ sql: 'SELECT id, text FROM agent_lists', values: [] });
  const changes = rows.flatMap(({ id, text }) => {
    const without = client.listsWithout(String(text));
    return without === null
      ? []
      : [{ sql: 'UPDATE agent_lists SET text = $2 WHERE id = $1', values: [id ?? null, without] }];
  });
  if (changes.length > 0) await database.write(changes);
  return changes.length;
}

/** Looks through all ended calls, and what lists show of them, part by part. @returns how many have changed */
async function removeMentions(
  database: ForgetDatabase,
  client: ClientTexts,
  version: number,
): Promise<number> {
  const journals = await withoutClient(database, client, {
    table: 'journal_calls',
    key: 'id',
    columns: ['journal'],
    where: 'ended_at IS NOT NULL AND',
  });
  if (version < DETAILS_SINCE) return journals.size;
  const details = await withoutClient(database, client, {
    table: 'call_details',
    key: 'call_id',
    columns: ['details', 'note'],
    where: '',
  });
  return new Set([...journals, ...details]).size;
}

interface TextsPlace {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly string[];
  /** A condition, with its `AND`. */
  readonly where: string;
}

/** @returns keys of the rows that have changed */
async function withoutClient(
  database: ForgetDatabase,
  client: ClientTexts,
  { table, key, columns, where }: TextsPlace,
): Promise<ReadonlySet<SqlValue>> {
  const changed = new Set<SqlValue>();
  for (let after: string | null = ''; after !== null;) {
    const rows: readonly Row[] = await database.read({
      sql: `SELECT ${key}, ${columns.join(', ')} FROM ${table} WHERE ${where} ${key} > $1 ORDER BY ${key} LIMIT ${PART}`,
      values: [after],
    });
    const changes: Statement[] = [];
    for (const row of rows)
      for (const column of columns) {
        const [id = null, text = null] = [row[key], row[column]];
        const without = text === null ? null : client.journalWithout(String(text));
        if (without === null) continue;
        changes.push({ sql: `UPDATE ${table} SET ${column} = $2 WHERE ${key} = $1`, values: [id, without] });
        changed.add(id);
      }
    if (changes.length > 0) await database.write(changes);
    after = rows.length < PART ? null : String(rows.at(-1)?.[key]);
  }
  return changed;
}
