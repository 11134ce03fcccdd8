import type { Method, Params } from './methods';
import type { RequestHeaders } from './request';
import { toJson } from './toJson';

/** Text of the form field `json`. */
export function encodeRequest<M extends Method>(
  headers: RequestHeaders,
  id: number,
  method: M,
  params: Params<M>,
): string {
  return toJson({ headers, content: { id, jsonrpc: '2.0', method, params } });
}
