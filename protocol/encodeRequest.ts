import type { Method, Params } from './methods';
import type { RequestHeaders } from './request';
import { toJson } from './toJson';

/**
 * A request as JSON text, the value of the form field `json`.
 * @param id comes back in the response
 */
export function encodeRequest<M extends Method>(
  headers: RequestHeaders,
  id: number,
  method: M,
  params: Params<M>,
): string {
  return toJson({ headers, content: { id, jsonrpc: '2.0', method, params } });
}
