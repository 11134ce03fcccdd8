import * as v from 'valibot';
import type { Clock } from '../../system/Clock';
import type { AccessTokens } from './AccessTokens';
import { AmoFault, type AmoFaultReason } from './AmoFault';
import { faultOf, isOwnAnswer } from './faultOf';
import type { Priority, RequestQueue } from './RequestQueue';
import type { RawAnswer, AmoWire } from './AmoWire';

/** A request, and what is expected of its answer. */
export interface AmoRequest<S extends v.GenericSchema> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly body?: object;
  readonly schema: S;
  /** An answer with status 400 that fits this schema is returned, not thrown. */
  readonly schemaOf400?: S;
  readonly priority: Priority;
  /** Who asks, such as an extension, so that one sender does not keep the others waiting. */
  readonly sender?: string;
  readonly signal: AbortSignal;
}

/** Number of attempts when amoCRM answers that there were too many requests. */
const MAX_ATTEMPTS = 3;

/** A 403 within this time after a 429 counts as a rate limit too, ms. */
const AFTER_LIMIT_MS = 60_000;

/** Pause after a 429 without `Retry-After`, ms. */
const REST_MS = 1_000;

/** amoCRM's REST interface: every answer is parsed, every failure is an `AmoFault`. */
export class AmoClient {
  private limitedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly wire: AmoWire,
    private readonly queue: RequestQueue,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
    /** Called at each request's end, with its duration, ms. */
    private readonly onEnd: (outcome: AmoFaultReason | 'ok', ms: number) => void,
  ) {}

  /** Sends a request; null: no content (204). Fails with an `AmoFault`. */
  async request<S extends v.GenericSchema>(request: AmoRequest<S>): Promise<v.InferOutput<S> | null> {
    const began = this.clock.now();
    try {
      const answer = await this.requestWithRetries(request);
      this.onEnd('ok', this.clock.now() - began);
      return answer;
    } catch (error) {
      if (error instanceof AmoFault) this.onEnd(error.reason, this.clock.now() - began);
      throw error;
    }
  }

  private async requestWithRetries<S extends v.GenericSchema>(
    request: AmoRequest<S>,
  ): Promise<v.InferOutput<S> | null> {
    const { priority, signal, sender } = request;
    for (let round = 1; ; round += 1) {
      try {
        return await this.queue.run(priority, signal, () => this.attempt(request), sender);
      } catch (error) {
        if (!(error instanceof AmoFault) || error.reason !== 'limited') throw error;
        this.queue.pauseFor(error.restMs ?? REST_MS * 2 ** (round - 1));
        if (round >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async attempt<S extends v.GenericSchema>(request: AmoRequest<S>): Promise<v.InferOutput<S> | null> {
    const token = await this.tokens.current(request.signal);
    const first = await this.send(request, token);
    const answer =
      first.status === 401 && isOwnAnswer(first)
        ? await this.send(request, await this.tokens.renew(token, request.signal))
        : first;
    return this.read(request, answer);
  }

  private send<S extends v.GenericSchema>(request: AmoRequest<S>, token: string): Promise<RawAnswer> {
    const { method, path, body, signal } = request;
    return this.wire.send(method, path, { token, signal, ...(body !== undefined && { body }) });
  }

  private read<S extends v.GenericSchema>(
    { method, path, schema, schemaOf400 }: AmoRequest<S>,
    answer: RawAnswer,
  ): v.InferOutput<S> | null {
    const what = `${method} ${path.split('?')[0] ?? ''}`;
    if (answer.status === 204) return null;
    const isOk = answer.status >= 200 && answer.status < 300;
    // The page of a proxy or of maintenance does not show whether a write was carried out.
    if (isOk && answer.kind !== 'json')
      throw new AmoFault('down', `${what}: ${answer.status} without JSON`, method !== 'GET', {
        isForeign: true,
      });
    const parsed = isOk ? v.safeParse(schema, answer.body) : null;
    if (parsed?.success) return parsed.output;
    if (parsed !== null) {
      const at = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the body').slice(0, 3);
      throw new AmoFault('badAnswer', `${what}: ${at.join(', ')}`, method !== 'GET');
    }
    const known =
      answer.status === 400 && schemaOf400 !== undefined ? v.safeParse(schemaOf400, answer.body) : null;
    if (known?.success) return known.output;
    const now = this.clock.now();
    const fault = faultOf(what, answer, method !== 'GET', now - this.limitedAt < AFTER_LIMIT_MS);
    if (fault.reason === 'limited') this.limitedAt = now;
    throw fault;
  }
}
