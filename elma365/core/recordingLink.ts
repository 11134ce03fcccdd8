import { member, textOf } from './member';
import { fault } from './fault';
import { webLink } from './webLink';

/**
 * The recording's address out of what a record was given as `call`. Fails with a fault when there is none.
 * @param hosts hosts that are allowed; an empty list allows all
 */
export function recordingLink(callData: unknown, hosts: readonly string[]): string {
  // A platform may give the value back as the text that it stored.
  const call = typeof callData === 'string' ? parsedCall(callData) : callData;
  const stored = textOf(member(call, 'link'));
  if (stored === '') throw fault('У этого звонка нет записи разговора.');
  const link = webLink(stored, hosts);
  if (link === '') throw fault('Адрес записи разговора не разрешён: нужен http или https и известный узел.');
  return link;
}

function parsedCall(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { link: text };
  }
}
