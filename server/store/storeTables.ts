import type { Row, Statement } from './Database';
import { callOf, callStatement, OPEN_CALLS, pageOf, pageStatement } from './callStatements';
import {
  allTexts,
  deleteClientStatements,
  totalOf,
  totalsStatement,
  type StoreChange,
  type TextTableName,
} from './statements';
import type { CallTable, ChoiceTable, TextTable } from './Store';

/** What the tables use of the store. */
export interface TableSource {
  change(change: StoreChange): Promise<void>;
  read(statement: Statement): Promise<readonly Row[]>;
  /** Rows, and the changes that are not among them. */
  readWhole(
    statement: Statement,
  ): Promise<{ readonly rows: readonly Row[]; readonly held: readonly StoreChange[] }>;
  /** What was read is put again when the database is a new one. */
  noteOpen(change: StoreChange): void;
  writeNow(statements: readonly Statement[]): Promise<readonly number[]>;
}

export function textTable(table: TextTableName, source: TableSource): TextTable {
  return {
    put: (id, text) => source.change({ table, id, text }),
    delete: (id) => source.change({ table, id, text: null }),
    all: async () => {
      const { rows, held } = await source.readWhole(allTexts(table));
      const texts = new Map(rows.map(({ id, text }) => [String(id), String(text)]));
      for (const change of held) {
        if (change.table !== table) continue;
        if (change.text === null) texts.delete(change.id);
        else texts.set(change.id, change.text);
      }
      for (const [id, text] of texts) source.noteOpen({ table, id, text });
      return texts;
    },
  };
}

export function callTable(source: TableSource): CallTable {
  return {
    save: (call) => source.change({ table: 'calls', id: call.id, call }),
    delete: (id) => source.change({ table: 'calls', id, call: null }),
    open: async () => {
      const { rows, held } = await source.readWhole(OPEN_CALLS);
      const calls = new Map(rows.map(callOf).map((call) => [call.id, call]));
      for (const change of held) {
        if (change.table !== 'calls') continue;
        if (change.call?.endedAt === null) calls.set(change.id, change.call);
        else calls.delete(change.id);
      }
      for (const [id, call] of calls) source.noteOpen({ table: 'calls', id, call });
      return [...calls.values()];
    },
    page: async (query) => pageOf(await source.read(pageStatement(query)), query.limit),
    find: async (id) => {
      const [row] = await source.read(callStatement(id));
      return row === undefined ? null : callOf(row);
    },
    saveNote: (id, note) => source.change({ table: 'kept_notes', id, text: note }),
    totals: async (from, to) => (await source.read(totalsStatement(from, to))).map(totalOf),
    deleteClient: async (key) => (await source.writeNow(deleteClientStatements(key))).at(-1) ?? 0,
  };
}

export function choiceTable(source: TableSource): ChoiceTable {
  return {
    of: async (numberKey) => {
      const sql = 'SELECT extension, text FROM contact_choices WHERE number_key = $1';
      const rows = await source.read({ sql, values: [numberKey] });
      return new Map(rows.map(({ extension, text }) => [String(extension), String(text)]));
    },
    save: async (numberKey, extension, text) => {
      const sql = `INSERT INTO contact_choices (number_key, extension, text) VALUES ($1, $2, $3)
        ON CONFLICT (number_key, extension) DO UPDATE SET text = excluded.text`;
      await source.writeNow([{ sql, values: [numberKey, extension, text] }]);
    },
  };
}
