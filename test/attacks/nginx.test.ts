import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { startNginx, type RunningProxy } from '../../scripts/try/RunningProxy';
import { attacksOnProxy } from './support/attacksOnProxy';

let proxy: RunningProxy | null = null;
attacksOnProxy(async (...where) => (proxy = await startNginx(...where)));

test.each([
  '/a%0d%0aSet-Cookie:%20x=1%0d%0aX-Injected:%20yes',
  '//evil.example/%2e%2e',
  '/asterisk_ng?secret_key=not-to-be-repeated',
])('by plain HTTP there is one redirect, which has nothing of the address in it: %s', async (address) => {
  const socket = connect(proxy?.plainPort ?? 0, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET ${address} HTTP/1.1\r\nHost: telephony.example.com\r\nConnection: close\r\n\r\n`);
  const [head = ''] = (await text(socket)).split('\r\n\r\n');
  expect(head).toContain('308');
  expect(/^Location: (.*)$/m.exec(head)?.[1]).toBe('https://telephony.example.com/asterisk_ng');
  expect(head).not.toMatch(/^(Set-Cookie|X-Injected)/m);
});
