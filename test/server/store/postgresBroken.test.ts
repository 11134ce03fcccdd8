import { createPool } from '../../../server/store/postgres/createPool';
import { RealPostgres } from '../support/RealPostgres';

let postgres: RealPostgres;

beforeAll(async () => {
  postgres = await RealPostgres.start();
});

afterAll(() => postgres.close());

test('a connection that breaks between two queries fails the next one, and does not end the process', async () => {
  const pool = createPool({ kind: 'postgres', address: postgres.address, password: postgres.password });
  const client = await pool.connect();
  const ended = new Promise((resolve) => client.once('end', () => resolve(undefined)));
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const admin = await postgres.connect();
  await admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await admin.end();
  await ended;
  await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|not usable|closed|terminated/i);
  client.release(true);
  await pool.end();
});
