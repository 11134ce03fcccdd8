import type { Clock } from '../../../system/Clock';
import type { Ecss10Wire } from '../Ecss10Wire';
import type { Endpoint } from '../Endpoint';
import { logIn } from './logIn';
import { openWebSocket } from './openWebSocket';

/** `Ecss10Wire` over Node's HTTPS and WSS, which trust the certificate named in the settings. */
export function nodeWire(endpoint: Endpoint, clock: Clock): Ecss10Wire {
  return {
    logIn: (request, signal) => logIn(endpoint, request, clock, signal),
    openSocket: (token, listener) => openWebSocket(endpoint, token, listener),
  };
}
