import { once } from 'node:events';
import { connect } from 'node:net';
import { createLogger } from '../../../server/http/createLogger';
import { KEY } from '../support/startBackend';
import { listen, startRoutes } from '../support/startRoutes';

test('a request that Node can not parse leaves none of its bytes in the log', async () => {
  const backend = await startRoutes();
  const { port } = new URL(await listen(backend.http));
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (more: string) => (answer += more));
  socket.write(`POST /asterisk_ng?secret_key=${KEY} HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n`);
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  const line = backend.log.find((one) => one.includes('could not be parsed'));
  expect(line).toContain('HPE_');
  expect(backend.log.join('')).not.toMatch(/rawPacket|"data":\[/);
  await backend.close();
});

test('an error in the log has its type, text, code, reason and causes, and nothing else that it holds', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
  const cause = Object.assign(new TypeError('why'), { rawPacket: Buffer.from(KEY), code: 'EWHY' });
  logger.info({ err: Object.assign(new Error('what', { cause }), { reason: 'closed', address: KEY }) });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    err: {
      type: 'Error',
      message: 'what',
      reason: 'closed',
      stack: expect.stringContaining('errorFields.test') as string,
      cause: { type: 'TypeError', message: 'why', code: 'EWHY' },
    },
  });
  expect(lines[0]).not.toMatch(/rawPacket|address/);
  logger.info({ err: 'a text' });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ err: { type: 'string', message: 'a text' } });
  const circle = new Error('round');
  circle.cause = circle;
  logger.info({ err: circle });
  expect(lines[2]?.match(/"message":"round"/g)).toHaveLength(6);
});
