import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { PROXY_LIMIT_MS } from '../protocol/timing';
import { AnswerMemory } from './AnswerMemory';
import type { ProxyRecord } from './page/DeskState';
import { parseJson } from '../server/system/parseJson';
import { noFault, reachesBackend, spoil, type ProxyAnswer, type ProxyFault } from './ProxyFault';

/** URLs on this machine: the only ones that the proxy forwards to, besides an external backend. */
const LOOPBACK = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$|\?)/;

/** Fields of a request that the proxy reads: user, method, parameters, id. */
const peekSchema = v.object({
  headers: v.object({ amouser_email: v.string() }),
  content: v.object({ id: v.unknown(), method: v.string(), params: v.optional(v.unknown()) }),
});
const outcomeSchema = v.object({
  headers: v.object({ status_code: v.union([v.number(), v.string()]) }),
  content: v.optional(v.object({ result: v.optional(v.nullable(v.looseObject({}))) })),
});

/** A request under way. */
interface PendingRequest {
  readonly url: string;
  readonly json: string;
  readonly id: unknown;
  /** User and method, under which answers are kept for the fault `stale`. */
  readonly key: string;
  readonly signal: AbortSignal;
}

/**
 * Imitates amoCRM's request proxy: forwards a form to the backend in an encoding of its own, with a time limit of 10 s.
 * Plays the fault that is set, and records requests.
 */
export class Proxy {
  /** How the form is encoded for the backend; amoCRM's documents do not say which it uses. */
  encoding: 'urlencoded' | 'multipart' = 'urlencoded';
  /** Requests since the last reset, the newest last; at most 1000. */
  readonly records: ProxyRecord[] = [];
  private readonly memory = new AnswerMemory();
  private fault: ProxyFault = noFault;
  /** Requests that have had the fault. */
  private used = 0;
  /** By method: settles when held requests may go on. */
  private readonly gates = new Map<string, Promise<void>>();

  constructor(
    private readonly limitMs = PROXY_LIMIT_MS,
    /** URL of an external backend, forwarded to as well. */
    private readonly externalUrl?: string,
    /** Called before a request for this method is forwarded. */
    private readonly prepare: (method: string) => void = () => undefined,
  ) {}

  /** Sets the fault for the following requests. */
  setFault(fault: ProxyFault): void {
    this.fault = fault;
    this.used = 0;
  }

  /**
   * Holds requests of this method on their way to the backend until the returned function is called. One that is
   * aborted meanwhile does not reach the backend.
   */
  hold(method: string): () => void {
    let open = (): void => undefined;
    this.gates.set(
      method,
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    return () => {
      this.gates.delete(method);
      open();
    };
  }

  /** Removes the fault and the records. */
  reset(): void {
    this.setFault(noFault);
    this.records.length = 0;
  }

  /**
   * Forwards a form with the field `json` and returns the answer for the browser, changed as the fault demands. Null:
   * the caller is to break the connection. Aborting the signal ends all waiting.
   */
  async forward(url: string, json: string, signal: AbortSignal): Promise<ProxyAnswer | null> {
    if (!LOOPBACK.test(url) && !this.isExternal(url))
      return badGateway('only this machine is reached from the sandbox');
    const peek = v.safeParse(peekSchema, parseJson(json));
    const record: ProxyRecord = {
      user: peek.success ? peek.output.headers.amouser_email : '',
      method: peek.success ? peek.output.content.method : '',
      params: peek.success ? withoutToken(peek.output.content.params) : null,
      outcome: '',
    };
    this.records.push(record);
    if (this.records.length > 1_000) this.records.shift();
    const gate = this.gates.get(record.method);
    if (gate !== undefined) await Promise.race([gate, once(signal, 'abort')]);
    this.prepare(record.method);
    const fault = this.nextFault(record.method);
    const id = peek.success ? peek.output.content.id : null;
    const answer = await this.answer(fault, {
      url,
      json,
      id,
      key: `${record.user} ${record.method}`,
      signal,
    });
    record.outcome = answer === null ? 'dropped' : outcomeOf(answer);
    return answer;
  }

  private isExternal(url: string): boolean {
    return this.externalUrl !== undefined && url.split('?')[0] === this.externalUrl;
  }

  /** Plays the fault around sending the request. */
  private async answer(fault: ProxyFault, request: PendingRequest): Promise<ProxyAnswer | null> {
    const { signal } = request;
    if (fault.kind === 'drop') return null;
    if (fault.kind === 'slow' || fault.kind === 'hang') {
      const ms = fault.kind === 'hang' ? 2 ** 31 - 1 : fault.ms;
      await wait(ms, signal);
      if (fault.kind === 'slow' && fault.ms >= this.limitMs) return badGateway('time is over');
    }
    if (!reachesBackend(fault)) return spoil(fault, request.id, { status: 200, type: '', body: '' });
    const older = fault.kind === 'stale' ? this.memory.older(request.key, request.id) : null;
    const first = this.send(request);
    if (fault.kind === 'double') void this.send(request);
    const answer = await first;
    if (older !== null) return { ...answer, body: older };
    if (fault.kind === 'late') {
      await wait(Math.min(fault.ms, this.limitMs), signal);
      if (fault.ms >= this.limitMs) return badGateway('time is over');
    }
    return spoil(fault, request.id, answer) ?? answer;
  }

  /** The fault for a request of this method, counting its use. */
  private nextFault(method: string): ProxyFault {
    const { fault } = this;
    if (fault.kind === 'none' || (fault.method !== '' && fault.method !== method)) return noFault;
    this.used += 1;
    return fault.times > 0 && this.used > fault.times ? noFault : fault;
  }

  /** Sends the request to the backend; answers 502 when that fails. */
  private async send({ url, json, key, signal }: PendingRequest): Promise<ProxyAnswer> {
    const form = this.encoding === 'multipart' ? new FormData() : new URLSearchParams();
    form.set('json', json);
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: form,
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.limitMs)]),
      });
      const body = await response.text();
      this.memory.record(key, body);
      return { status: response.status, type: response.headers.get('content-type') ?? 'text/plain', body };
    } catch {
      // The backend is down or too slow: the browser gets an error of the proxy.
      return badGateway('the backend does not answer');
    }
  }
}

/** Waits, at most until the signal aborts. */
async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, null, { signal }).catch(() => null);
}

function badGateway(why: string): ProxyAnswer {
  return { status: 502, type: 'text/html', body: `<html><body><h1>502 Bad Gateway</h1>${why}</body></html>` };
}

/** The parameters of a request as they are shown: amoCRM's token of a user is a secret. */
function withoutToken(params: unknown): unknown {
  return typeof params === 'object' && params !== null && 'token' in params ? { token: '…' } : params;
}

/** The answer in short, for the records: exception, else status code, else HTTP status. */
function outcomeOf({ status, body }: ProxyAnswer): string {
  const parsed = v.safeParse(outcomeSchema, parseJson(body));
  if (!parsed.success) return `HTTP ${status}, no envelope`;
  const exception: unknown = parsed.output.content?.result?.['exception'];
  return typeof exception === 'string' ? exception : String(parsed.output.headers.status_code);
}
