import type { Row, SqlValue, Statement } from './Database';

/** A card of the CRM in the index. */
export interface IndexEntry {
  readonly kind: string;
  readonly id: number;
  /** What is kept of it, in the form of the part that keeps it. */
  readonly text: string;
}

/** What is written in one transaction. */
export interface IndexChanges {
  /** Added, or replaced with all their links. */
  readonly entries: readonly (IndexEntry & {
    /** By what it is found, such as `phone:234567` or `contacts:7`. */
    readonly links: readonly string[];
  })[];
  readonly deleted: readonly Pick<IndexEntry, 'kind' | 'id'>[];
  /** Texts by name, such as how far the CRM has been read. */
  readonly notes: ReadonlyMap<string, string>;
}

/** A copy of the CRM's cards, which can be read again from there. All functions fail with a `StoreFault`. */
export interface IndexTable {
  /** Resolves once all of it survives a crash. Not held in memory while the store fails. */
  save(changes: IndexChanges): Promise<void>;
  /** Entries of a kind that have one of these links, the highest ids first. */
  linked(kind: string, links: readonly string[], limit: number): Promise<readonly IndexEntry[]>;
  /** Those of a kind that are there. */
  get(kind: string, ids: readonly number[]): Promise<readonly IndexEntry[]>;
  notes(): Promise<ReadonlyMap<string, string>>;
}

/** What the index uses of the store. */
interface IndexSource {
  read(statement: Statement): Promise<readonly Row[]>;
  writeNow(statements: readonly Statement[]): Promise<readonly number[]>;
}

/** Rows in one statement: both databases take some 30,000 values. */
const ROWS = 500;

export function indexTable(source: IndexSource): IndexTable {
  return {
    save: async (changes) => {
      const statements = statementsOf(changes);
      if (statements.length > 0) await source.writeNow(statements);
    },
    linked: async (kind, links, limit) =>
      links.length === 0 ? [] : (await source.read(linkedStatement(kind, links, limit))).map(entryOf),
    get: async (kind, ids) => {
      const parts = await Promise.all(
        inParts(ids).map((part) =>
          source.read({
            sql: `SELECT kind, id, text FROM index_entries WHERE kind = $1 AND id IN (${places(part.length, 2)})`,
            values: [kind, ...part],
          }),
        ),
      );
      return parts.flat().map(entryOf);
    },
    notes: async () => {
      const rows = await source.read({ sql: 'SELECT name, text FROM index_notes', values: [] });
      return new Map(rows.map(({ name, text }) => [String(name), String(text)]));
    },
  };
}

function statementsOf({ entries, deleted, notes }: IndexChanges): readonly Statement[] {
  // Of an entry that comes twice the last one counts; a statement may not change a row twice.
  const last = new Map(entries.map((entry) => [`${entry.kind}:${entry.id}`, entry]));
  const kept = [...last.values()];
  const rows = kept.map(({ kind, id, text }) => [kind, id, text]);
  const links = kept.flatMap((entry) =>
    [...new Set(entry.links)].map((link) => [link, entry.kind, entry.id]),
  );
  return [
    ...deletions('index_links', [...kept, ...deleted]),
    ...deletions('index_entries', deleted),
    ...insertions(
      'index_entries (kind, id, text)',
      rows,
      'ON CONFLICT (kind, id) DO UPDATE SET text = excluded.text',
    ),
    ...insertions('index_links (target, kind, id)', links, ''),
    ...insertions(
      'index_notes (name, text)',
      [...notes],
      'ON CONFLICT (name) DO UPDATE SET text = excluded.text',
    ),
  ];
}

function deletions(table: string, entries: readonly Pick<IndexEntry, 'kind' | 'id'>[]): Statement[] {
  return [...new Set(entries.map(({ kind }) => kind))].flatMap((kind) =>
    inParts(entries.filter((entry) => entry.kind === kind)).map((part) => ({
      sql: `DELETE FROM ${table} WHERE kind = $1 AND id IN (${places(part.length, 2)})`,
      values: [kind, ...part.map(({ id }) => id)],
    })),
  );
}

function insertions(into: string, rows: readonly (readonly SqlValue[])[], ending: string): Statement[] {
  return inParts(rows).map((part) => {
    const width = part[0]?.length ?? 0;
    const tuples = part.map((_, index) => `(${places(width, 1 + index * width)})`);
    return { sql: `INSERT INTO ${into} VALUES ${tuples.join(', ')} ${ending}`, values: part.flat() };
  });
}

function linkedStatement(kind: string, links: readonly string[], limit: number): Statement {
  const some = links.slice(0, ROWS);
  return {
    sql: `SELECT e.kind, e.id, e.text FROM index_entries e WHERE e.kind = $1 AND e.id IN (
        SELECT l.id FROM index_links l WHERE l.kind = $1 AND l.target IN (${places(some.length, 3)}))
      ORDER BY e.id DESC LIMIT $2`,
    values: [kind, limit, ...some],
  };
}

/** @param from number of the first value */
function places(count: number, from: number): string {
  return Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');
}

function inParts<Item>(items: readonly Item[]): (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += ROWS) parts.push(items.slice(at, at + ROWS));
  return parts;
}

function entryOf(row: Row): IndexEntry {
  return { kind: String(row['kind']), id: Number(row['id']), text: String(row['text']) };
}
