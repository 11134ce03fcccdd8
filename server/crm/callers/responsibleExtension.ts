import type { AgentDirectory } from '../../calls/AgentDirectory';
import { abortable } from '../client/abortable';
import type { CallerLookup } from './CallerLookup';
import type { UserSource } from './readCaller';

/**
 * Extension of the agent who is responsible for the client with the number; null: none. It is the telephone system that asks.
 * Fails with an `AmoFault`.
 */
export async function responsibleExtension(
  number: string,
  lookup: CallerLookup,
  users: UserSource,
  directory: AgentDirectory,
  signal: AbortSignal,
): Promise<string | null> {
  const { responsibleId } = await lookup.callerOf(number, signal, 'dialplan');
  if (responsibleId === null) return null;
  const byId = extensionOfUser(directory, responsibleId, null);
  if (byId !== null) return byId;
  const user = (await abortable(users.all(), signal)).find(({ id }) => id === responsibleId);
  return extensionOfUser(directory, responsibleId, user?.email ?? null);
}

/** Extension of the agent who is this user of amoCRM; null: none. An agent in the settings without an id is found by e-mail. */
export function extensionOfUser(directory: AgentDirectory, id: number, email: string | null): string | null {
  const agent =
    directory.agents.find(({ amouserId }) => amouserId === id) ??
    directory.agents.find((one) => one.email.toLowerCase() === email?.toLowerCase());
  return agent?.extension ?? null;
}
