import type { Method } from '../../protocol/methods';
import type { Asker } from './Asker';
import type { DispatchResult } from './DispatchResult';
import { isAudited } from './isQuery';
import type { TraceLookup } from './TraceLookup';

/** What log, audit and metrics get to know of a request besides its method and answer. */
export type LogFields = Omit<DispatchResult, 'body' | 'method' | 'outcome'>;

/** Of a request that could not be read. */
export const NO_FIELDS: LogFields = {
  extension: null,
  email: null,
  unknownUser: null,
  call: null,
  command: null,
  trace: null,
  origin: null,
  text: null,
};

/** Of a request of which nothing is looked at but the sender. @param text for the audit; see `DispatchResult` */
export function senderFields({ agent, user, proof }: Asker, text: string | null): LogFields {
  const email = user?.email ?? null;
  return {
    ...NO_FIELDS,
    extension: agent?.extension ?? null,
    // Of a user who is known by the id alone there is none.
    email: email === '' && agent !== null ? agent.email : email,
    // Who is switched off is no user to add to the agents.
    unknownUser: agent === null && proof !== 'inactive' ? user : null,
    text,
  };
}

/**
 * Notes what the request names and the origin of the agent's state now; the function that it returns gives the fields at
 * the time of the answer.
 * @param params read by the method's schema
 * @param json the request's text
 */
export function noteFields(
  traces: TraceLookup | undefined,
  asker: Asker,
  { method, params, json }: { readonly method: Method; readonly params: object; readonly json: string },
): () => LogFields {
  const sender = senderFields(asker, isAudited(method) ? json : null);
  const { extension } = sender;
  if (extension === null) return () => sender;
  const call = textOf(params, 'unique_id');
  const command = textOf(params, 'command_id');
  const originNow = (): LogFields['origin'] => traces?.originOf(extension) ?? null;
  const before = originNow();
  return () => {
    const now = method === 'get_agent_status' ? originNow() : null;
    // A poll that was answered at once with an older event would count the widget's pause as delay.
    const origin = now === before ? null : now;
    const trace = origin?.trace ?? (call === null ? null : (traces?.traceOf(call) ?? null));
    return { ...sender, call, command, trace, origin };
  };
}

/** The parameter `name`; null: it is missing, empty or no text. */
export function textOf(params: object, name: string): string | null {
  const value: unknown = Reflect.get(params, name);
  return typeof value === 'string' && value !== '' ? value : null;
}
