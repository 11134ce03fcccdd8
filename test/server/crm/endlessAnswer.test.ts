import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AmoWire } from '../../../server/crm/client/AmoWire';
import { VatsWire } from '../../../server/telephony/megafon/api/VatsWire';
import { systemClock } from '../../../server/system/Clock';

let server: Server;
let sent = 0;
/** Settles once the far end has closed the connection. */
let closed: Promise<unknown>;

/** More than is read, and than the buffers of sockets hold; a client that reads all of it gets it. */
const ENDLESS = 200 * 1_024 * 1_024;

beforeEach(async () => {
  sent = 0;
  const part = Buffer.alloc(256 * 1_024, ' ');
  server = createServer((_request, response) => {
    closed = once(response, 'close');
    response.writeHead(200, { 'content-type': 'application/json' });
    const write = (): void => {
      while (sent < ENDLESS && !response.destroyed) {
        sent += part.length;
        if (!response.write(part)) return void response.once('drain', write);
      }
      if (!response.destroyed) response.end();
    };
    write();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test('an answer of amoCRM that has no end is cut, and its connection is closed', async () => {
  const wire = new AmoWire(origin(), systemClock, 60_000, (url, init) => fetch(url, init));
  expect(await wire.send('GET', '/api/v4/contacts')).toMatchObject({ body: null, kind: 'foreign' });
  await closed;
  expect(sent).toBeLessThan(ENDLESS);
});

test('an answer of the VATS that has no end is cut, and its connection is closed', async () => {
  const wire = new VatsWire(origin(), 'a-key', systemClock);
  const request = { method: 'GET', path: '/crmapi/v1/users', headers: {}, what: 'users' } as const;
  expect((await wire.request(request)).length).toBeLessThanOrEqual(4_000_000);
  await closed;
  expect(sent).toBeLessThan(ENDLESS);
});
