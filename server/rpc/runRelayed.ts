import * as v from 'valibot';
import { isMethod, methods } from '../../protocol/methods';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import type { Handlers } from './createHandlers';
import { runMethod } from './runMethod';

/** A command that a widget sent to another backend of the cluster, and that backend relayed to this one. */
export interface RelayedCommand {
  /** Method of the wire. */
  readonly method: string;
  /** Extension of the agent whose command it is. */
  readonly extension: string;
  /** Named parameters, not checked yet. */
  readonly params: object;
}

/**
 * Runs a relayed command on this backend. Fails as the method does, with `UnknownAgent` when this backend has no agent
 * with that extension, and with `NotSupported` when it does not know method or parameters: the other backend may be of
 * another version.
 */
export async function runRelayed(
  handlers: Handlers,
  directory: AgentDirectory,
  { method, extension, params }: RelayedCommand,
): Promise<void> {
  const agent = directory.withExtension(extension);
  if (agent === null) throw new CommandFault('UnknownAgent');
  if (!isMethod(method) || method === 'ping' || method === 'open_session')
    throw new CommandFault('NotSupported');
  const parsed = v.safeParse(methods[method].params, params);
  if (!parsed.success) throw new CommandFault('NotSupported');
  await runMethod(handlers, method, parsed.output, agent, new AbortController().signal);
}
