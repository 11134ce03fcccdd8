import { request, type Agent } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request of the widget's wire, and the text of its answer. @param index of the agent who asks */
export function post(
  port: number,
  agent: Agent,
  method: string,
  params: object,
  index: number,
): Promise<string> {
  const json = JSON.stringify({
    headers: { amouser_email: `agent${index}@example.com`, amouser_id: index, widget_version: '1.0.0' },
    content: { id: 1, jsonrpc: '2.0', method, params },
  });
  const body = new URLSearchParams({ json }).toString();
  return new Promise((resolve, reject) => {
    const sent = request({
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/?secret_key=the-key-of-the-bench',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      text(response).then(resolve, reject);
    });
    sent.end(body);
  });
}
