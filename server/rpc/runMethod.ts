import * as v from 'valibot';
import { isMethod, methods, type Method } from '../../protocol/methods';
import type { Agent } from '../calls/Agent';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import type { Handlers } from './createHandlers';

/** Runs a method with parameters that its schema has read. Fails as the method does. */
export function runMethod(
  handlers: Handlers,
  method: Exclude<Method, 'ping'>,
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

/** A command that another backend has been asked for. */
export interface RelayedCommand {
  readonly method: string;
  readonly extension: string;
  readonly params: object;
}

/**
 * Runs it here. Fails as the method does, with `UnknownAgent` when this backend does not know the agent, and
 * with `NotSupported` when it does not know the command: the other one may be of another version.
 */
export async function runRelayed(
  handlers: Handlers,
  directory: AgentDirectory,
  { method, extension, params }: RelayedCommand,
): Promise<void> {
  const agent = directory.withExtension(extension);
  if (agent === null) throw new CommandFault('UnknownAgent');
  if (!isMethod(method) || method === 'ping') throw new CommandFault('NotSupported');
  const parsed = v.safeParse(methods[method].params, params);
  if (!parsed.success) throw new CommandFault('NotSupported');
  await runMethod(handlers, method, parsed.output, agent, new AbortController().signal);
}
