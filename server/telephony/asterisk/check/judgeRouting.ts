import type { Finding } from '../../../system/Check';

/** What the backend's routing door wants to be asked. */
export interface RoutingDoor {
  /** Path of the wire, which the door's address ends with. */
  readonly path: string;
  readonly isKey: (text: string) => boolean;
}

/** Global variables of the dialplan (deploy/asterisk/routing_plain.conf); empty: not set. */
export interface RoutingSeen {
  readonly url: string;
  readonly key: string;
  /** Null: the user may not ask for modules. */
  readonly hasCurl: boolean | null;
}

const GUIDE = 'docs/ROUTING.en.md says where they stand.';

/** Does the dialplan ask for the responsible agent where the backend answers, and with a key that it takes? */
export function judgeRouting(seen: RoutingSeen, door: RoutingDoor): Finding {
  if (seen.url === '')
    return {
      level: 'warning',
      text: `The dialplan has no ASTERISKNG_URL among its globals, so it does not ask who is responsible. ${GUIDE}`,
    };
  const asked = pathOf(seen.url);
  const path = trimmed(door.path);
  if (asked !== path)
    return {
      level: 'fault',
      text:
        `ASTERISKNG_URL of the dialplan is ${seen.url}, but the backend answers below ${path === '' ? '/' : path}: ` +
        `the address ends with "path" of server.yaml. ${GUIDE}`,
    };
  if (!door.isKey(seen.key))
    return {
      level: 'fault',
      text: `ASTERISKNG_ROUTING_KEY of the dialplan is not the backend's ASTERISKNG_ROUTING_KEY. ${GUIDE}`,
    };
  if (seen.hasCurl === false)
    return {
      level: 'fault',
      text: 'The dialplan can not ask who is responsible: the module func_curl.so is not loaded.',
    };
  return { level: 'ok', text: 'The dialplan asks the backend who is responsible, with a key that it takes.' };
}

/** Null: it is no address. */
function pathOf(url: string): string | null {
  return URL.canParse(url) ? trimmed(new URL(url).pathname) : null;
}

const trimmed = (path: string): string => path.replace(/\/+$/, '');
