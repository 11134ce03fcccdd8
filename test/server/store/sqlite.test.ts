import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { choicesSuite } from './support/choicesSuite';
import { indexSuite } from './support/indexSuite';
import { retentionSuite } from './support/retentionSuite';
import { storeSuite } from './support/storeSuite';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('SQLite', () => {
  const connect = (): SqliteDatabase => new SqliteDatabase(join(folder, 'store.sqlite'), () => Date.now());

  storeSuite(connect);

  describe('old calls', () => {
    retentionSuite(connect);
  });

  describe('the index', () => {
    indexSuite(connect);
  });

  describe('choices among contacts', () => {
    choicesSuite(connect);
  });
});
