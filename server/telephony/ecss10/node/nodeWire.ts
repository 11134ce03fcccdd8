import type { Clock } from '../../../system/Clock';
import type { Ecss10Wire } from '../Ecss10Wire';
import type { Endpoint } from '../Endpoint';
import { logIn } from './logIn';
import { openWebSocket } from './openWebSocket';

/** The way of the backend: HTTPS and WSS of Node, which trust the certificate that the settings name. */
export function nodeWire(endpoint: Endpoint, clock: Clock): Ecss10Wire {
  return {
    logIn: (request, signal) => logIn(endpoint, request, clock, signal),
    openSocket: (token, ears) => openWebSocket(endpoint, token, ears),
  };
}
