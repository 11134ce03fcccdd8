import { createServer } from 'node:http';
import type { Word } from './backendProcess';

/** A server that answers everything with the bytes of its first argument (base64): the measure for the backend. */
const bytes = Buffer.from(process.argv[2] ?? '', 'base64');

const server = createServer((incoming, response) => {
  incoming.resume().on('end', () => response.setHeader('content-type', 'application/json').end(bytes));
}).listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.send?.({ type: 'listening', port } satisfies Word);
});

process.on('disconnect', () => {
  process.exit(0);
});
