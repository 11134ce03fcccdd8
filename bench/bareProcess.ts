import { createServer } from 'node:http';
import { listenForParent } from './listenForParent';

/** A server that answers everything with the bytes of its first argument (base64): the measure for the backend. */
const bytes = Buffer.from(process.argv[2] ?? '', 'base64');

const server = createServer((incoming, response) => {
  incoming.resume().on('end', () => response.setHeader('content-type', 'application/json').end(bytes));
});
listenForParent(server);
