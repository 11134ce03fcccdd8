import type { Finding } from '../../../system/Check';
import { routingMessages } from './messages';
import { trimSlashes } from '../../../system/trimSlashes';

/** The backend's routing route, as the dialplan has to call it. */
export interface RoutingEndpoint {
  /** Path of the wire, which the URL in the dialplan must end with. */
  readonly path: string;
  readonly isKey: (text: string) => boolean;
}

/** Global variables of the dialplan (deploy/asterisk/routing_plain.conf); empty: not set. */
export interface RoutingSeen {
  readonly url: string;
  readonly key: string;
  /** Null: the user may not query modules. */
  readonly hasCurl: boolean | null;
}

/** Does the dialplan ask for the responsible agent at the backend's path, with a key that the backend accepts? */
export function judgeRouting(seen: RoutingSeen, endpoint: RoutingEndpoint): Finding {
  if (seen.url === '') return { level: 'warning', text: routingMessages.noUrl };
  const path = trimSlashes(endpoint.path);
  if (pathOf(seen.url) !== path)
    return { level: 'fault', text: routingMessages.otherPath(seen.url, path === '' ? '/' : path) };
  if (!endpoint.isKey(seen.key)) return { level: 'fault', text: routingMessages.otherKey };
  if (seen.hasCurl === false) return { level: 'fault', text: routingMessages.noCurl };
  return { level: 'ok', text: routingMessages.good };
}

/** Null: it is no address. */
function pathOf(url: string): string | null {
  return URL.canParse(url) ? trimSlashes(new URL(url).pathname) : null;
}
