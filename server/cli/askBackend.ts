import type { Configuration } from '../config/Configuration';
import { askLocalBackend, type BackendAnswer } from '../system/askLocalBackend';
import { trimSlashes } from '../system/trimSlashes';
import { CliFault } from './CliFault';
import { processMessages } from './messages';

/**
 * Sends a request, with the first secret key, to the backend that runs on this machine with this configuration. Rejects
 * with a `CliFault` when no backend answers.
 * @param below path below that of the wire, such as `/outbox`
 * @param body sent by POST as JSON; null: GET without a body
 */
export async function askBackend(
  configuration: Pick<Configuration, 'host' | 'port' | 'path' | 'secretKeys'>,
  below: string,
  body: object | null,
): Promise<BackendAnswer> {
  const { path, secretKeys } = configuration;
  const answer = await askLocalBackend(configuration, {
    path: `${trimSlashes(path)}${below}`,
    key: secretKeys[0] ?? '',
    body: body ?? undefined,
  });
  if ('urls' in answer) throw new CliFault(processMessages.noBackend(answer.urls), { cause: answer.cause });
  return answer;
}
