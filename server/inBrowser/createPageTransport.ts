import { decodeRequest } from '../../protocol/request';
import type { ResponseBody } from '../../protocol/response';
import type { Agent } from '../calls/Agent';
import { withTimeLimit } from '../system/withTimeLimit';
import { agentOf, type HostUser } from './agentOf';
import { createPageBackend, type PageBackend, type PageBackendOptions } from './createPageBackend';
import { isClearNo, type PageFault } from './PageFault';
import { SEEN, shareSeen } from './shareSeen';

/** What the transport is built from. */
export interface PageTransportOptions extends PageBackendOptions {
  /** Who uses the page. */
  readonly host: HostUser;
  /** Aborted when the transport is no longer wanted. */
  readonly closing: AbortSignal;
  /** Makes the error of a failed request. `refused`: a person has to fix something first. */
  readonly fail: (reason: 'refused' | 'unreachable', detail: `ecss10.${PageFault}`) => Error;
}

/** A request of the widget. */
export interface PageRequest {
  readonly json: string;
  readonly kind: 'command' | 'poll';
}

/** Answers a request; fails with what `fail` makes. */
export type PageTransport = (request: PageRequest, signal: AbortSignal) => Promise<ResponseBody>;

/** How long an unused login is kept, ms. The leading tab polls all the time. */
export const IDLE_MS = 60_000;
/** How long a request waits for the login, ms: `ping` has 3 s in all. */
const PING_WAIT_MS = 2_500;
const WAIT_MS = 8_000;
/** Methods that do not need the softswitch. */
const LOCAL: ReadonlySet<string> = new Set(['get_contacts', 'get_last_contacts', SEEN]);

/** Keeps a backend in the page while requests come, so that tabs which do not lead have no login. */
export function createPageTransport(options: PageTransportOptions): PageTransport {
  const { window, origin, clock, closing, fail } = options;
  const agent = agentOf(options.host);
  const failed = (fault: PageFault): Error =>
    fail(isClearNo(fault) ? 'refused' : 'unreachable', `ecss10.${fault}`);
  let backend: PageBackend | null = null;
  let stopIdle = (): void => undefined;
  const close = (): void => {
    stopIdle();
    backend?.close();
    backend = null;
  };
  const use = (user: Agent): PageBackend => {
    stopIdle();
    stopIdle = clock.after(IDLE_MS, close);
    backend ??= createPageBackend(user, options);
    return backend;
  };
  closing.addEventListener('abort', close);
  const number = agent?.extension ?? '';
  const broadcastSeen = shareSeen(window, `asteriskng-seen:${origin}:${number}`, closing, (json) => {
    void backend?.dispatch(json, closing);
  });

  /** Waits until the backend is logged in. */
  const loggedIn = async (used: PageBackend, ms: number, signal: AbortSignal): Promise<void> => {
    const { link } = used;
    used.start();
    await withTimeLimit({ clock, ms, signals: [signal] }, (limited) => link.tried(limited));
    if (!link.isUp) throw failed(link.fault ?? 'notReached');
  };

  return async ({ json, kind }, signal) => {
    if (agent === null) throw failed('noNumber');
    if (closing.aborted) throw failed('notReached');
    const used = use(agent);
    const method = decodeRequest(json)?.content.method ?? '';
    if (!LOCAL.has(method)) await loggedIn(used, method === 'ping' ? PING_WAIT_MS : WAIT_MS, signal);
    if (method === SEEN) broadcastSeen(json);
    const answer = used.dispatch(json, signal);
    if (kind === 'command') return answer;
    // A poll fails at once when the login is lost.
    const lost = used.link.lost(signal).then((): never => {
      throw failed(used.link.fault ?? 'notReached');
    });
    return Promise.race([answer, lost]);
  };
}
