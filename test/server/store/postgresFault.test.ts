import { postgresFault } from '../../../server/store/postgres/postgresFault';
import type { StoreFaultKind } from '../../../server/store/StoreFault';

/** Codes of PostgreSQL (documentation, appendix A) and of Node. */
test.each<[code: string, message: string, kind: StoreFaultKind]>([
  ['57P01', 'terminating connection due to unexpected postmaster exit', 'unreachable'],
  ['57P02', 'terminating connection because of crash of another server process', 'unreachable'],
  ['57P03', 'the database system is starting up', 'unreachable'],
  ['08006', 'connection failure', 'unreachable'],
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432', 'unreachable'],
  ['28P01', 'password authentication failed for user "a"', 'unreachable'],
  ['42501', 'permission denied for schema a', 'unreachable'],
  ['53100', 'could not extend file: No space left on device', 'unwritable'],
  ['25006', 'cannot execute INSERT in a read-only transaction', 'unwritable'],
  ['57014', 'canceling statement due to statement timeout', 'unwritable'],
  ['55P03', 'canceling statement due to lock timeout', 'unwritable'],
  ['42P01', 'relation "outbox" does not exist', 'damaged'],
  ['23505', 'duplicate key value violates unique constraint', 'refused'],
])('%s, %s, is the fault %s', (code, message, kind) => {
  const fault = postgresFault('server/database', Object.assign(new Error(message), { code }));
  expect(fault.kind).toBe(kind);
});
