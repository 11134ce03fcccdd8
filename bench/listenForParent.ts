import type { Server } from 'node:http';
import type { Word } from './backendProcess';

/** Listens on a free port of this machine, says which to the process that began this one, and ends with that. */
export function listenForParent(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    process.send?.({ type: 'listening', port } satisfies Word);
  });
  process.on('disconnect', () => {
    process.exit(0);
  });
}
