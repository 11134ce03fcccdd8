import type { Message } from '../system/Message';
import { processMessages } from './messages';

/** Why the backend can't listen, in plain words; null: for another reason than the address. */
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
