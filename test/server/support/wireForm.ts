import type { FastifyInstance } from 'fastify';
import { anna, KEY } from './startBackend';

/** Parts of a widget's request that a test may replace. */
export interface TestRequest {
  readonly method?: string;
  readonly params?: object;
  readonly who?: object;
  readonly key?: string;
  /** The client's IP address. */
  readonly from?: string;
  readonly headers?: Record<string, string>;
}

/** The form of a request. */
export function wireForm({ method = 'ping', params = {}, who = anna }: TestRequest): string {
  return new URLSearchParams({
    json: JSON.stringify({ headers: who, content: { id: 7, jsonrpc: '2.0', method, params } }),
  }).toString();
}

/** Sends a request; returns the envelope's status, the exception's name, or `success`. */
export async function askWire(http: FastifyInstance, asked: TestRequest = {}): Promise<string | number> {
  const response = await http.inject({
    method: 'POST',
    url: `/asterisk_ng?secret_key=${encodeURIComponent(asked.key ?? KEY)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...asked.headers },
    body: wireForm(asked),
    ...(asked.from !== undefined && { remoteAddress: asked.from }),
  });
  expect(response.statusCode).toBe(200);
  const { headers, content } = response.json<{
    headers: { status_code: number };
    content?: { id: number; result: { exception: string | null } };
  }>();
  if (headers.status_code !== 200) return headers.status_code;
  expect(content?.id).toBe(7);
  return content?.result.exception ?? 'success';
}
