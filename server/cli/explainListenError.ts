import type { Message } from '../system/Message';
import { processMessages } from './messages';

/** Explains why the server can't listen; null when the error has another cause than the address. @param code Node's, such as `EADDRINUSE` */
export function explainListenError(code: string, host: string, port: number): Message | null {
  const address = `${host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return processMessages.addressTaken(address);
    case 'EACCES':
      return processMessages.portNotAllowed(address);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return processMessages.noSuchAddress(address);
    default:
      return null;
  }
}
