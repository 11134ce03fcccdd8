import * as v from 'valibot';
import { faultKinds } from './page/faultKinds';

/** How amoCRM's proxy, or the backend behind it, misbehaves, and for which requests. */
export const faultSchema = v.object({
  kind: v.picklist(faultKinds),
  /** Delay of `slow` and `late`, ms. */
  ms: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)), 3_000),
  /** Status code of `status`. */
  code: v.optional(v.number(), 408),
  /** Name of the exception of `exception`. */
  exception: v.optional(v.string(), 'InternalError'),
  /** Only requests of this method; empty: all. */
  method: v.optional(v.string(), ''),
  /** Number of requests to play it for; 0: all until the fault is changed. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
});

export type ProxyFault = v.InferOutput<typeof faultSchema>;

export const noFault: ProxyFault = v.parse(faultSchema, { kind: 'none' });

/** Faults that answer in place of the backend. With other faults the backend gets the request. */
const IN_PLACE: readonly ProxyFault['kind'][] = ['badGateway', 'status', 'exception'];

/** Whether the backend gets requests with this fault. */
export function reachesBackend(fault: ProxyFault): boolean {
  return !IN_PLACE.includes(fault.kind);
}

/** An HTTP answer to the browser. */
export interface ProxyAnswer {
  readonly status: number;
  /** Content type. */
  readonly type: string;
  readonly body: string;
}

const json = (body: unknown): ProxyAnswer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(body),
});

/** The answer as the fault changes it; null: unchanged. @param id the JSON-RPC id of the request */
export function spoil(fault: ProxyFault, id: unknown, answer: ProxyAnswer): ProxyAnswer | null {
  const ok = { status_code: 200, detail: 'success' };
  switch (fault.kind) {
    case 'none':
    case 'slow':
    case 'late':
    case 'hang':
    case 'drop':
    case 'double':
    case 'stale':
      return null;
    case 'badGateway':
      return { status: 502, type: 'text/html', body: '<html><body><h1>502 Bad Gateway</h1></body></html>' };
    case 'html':
      return { status: 200, type: 'text/html', body: '<html><script>window.__xss=1</script>oops</html>' };
    case 'empty':
      return { status: 200, type: 'text/plain', body: '' };
    case 'null':
      return json(null);
    case 'number':
      return json(42);
    case 'text':
      return json('just a text');
    case 'noContent':
      return json({ headers: ok });
    case 'wrongId':
      return { ...answer, body: answer.body.replace(/"id":\s*\d+/, '"id":999999') };
    case 'wrongResult':
      return json({
        headers: ok,
        content: { jsonrpc: '2.0', id, result: { result: { status: 'RINGING', ping: 1 } } },
      });
    case 'jsonRpcError':
      return json({ headers: ok, content: { jsonrpc: '2.0', id, error: { code: -32_000, message: 'no' } } });
    case 'textStatus':
      return { ...answer, body: answer.body.replace(/"status_code":\s*(\d+)/, '"status_code":"$1"') };
    case 'status':
      return json({ headers: { status_code: fault.code, detail: 'fault of the sandbox' } });
    case 'exception':
      return json({
        headers: ok,
        content: { jsonrpc: '2.0', id, result: { exception_name: fault.exception } },
      });
  }
}
