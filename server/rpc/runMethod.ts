import type { Agent } from '../calls/Agent';
import type { HandledMethod, Handlers } from './createHandlers';

/**
 * Calls the handler of `method`. Fails as the handler does.
 * @param params read by the schema of this method
 */
export function runMethod(
  handlers: Handlers,
  method: HandledMethod,
  params: object,
  agent: Agent,
  signal: AbortSignal,
): Promise<object | null> {
  // The table pairs each method with its parameters; the compiler loses that pairing over a union of methods.
  const handler = handlers[method] as (
    params: object,
    agent: Agent,
    signal: AbortSignal,
  ) => Promise<object | null>;
  return handler(params, agent, signal);
}
