import type { Message } from '../system/Message';
import { processMessages } from './messages';

/** Explains why the server can't listen; null when the error has another cause than the address. @param code Node's, such as `EADDRINUSE` */
export function explainListenError(code: string, host: string, port: number): Message | null {
  const place = `${host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return processMessages.addressTaken(place);
    case 'EACCES':
      return processMessages.portNotAllowed(place);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return processMessages.noSuchAddress(place);
    default:
      return null;
  }
}
