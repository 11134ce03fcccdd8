import type { AgentDirectory } from '../../calls/AgentDirectory';
import { abortable } from '../client/abortable';
import type { CallerLookup } from './CallerLookup';
import type { UserSource } from './readCaller';

/** Extension of the agent who is responsible for the client with the number; null: none. Fails with an `AmoFault`. */
export async function responsibleExtension(
  number: string,
  lookup: CallerLookup,
  users: UserSource,
  directory: AgentDirectory,
  signal: AbortSignal,
): Promise<string | null> {
  const { responsibleId } = await lookup.callerOf(number, signal);
  if (responsibleId === null) return null;
  const byId = directory.agents.find(({ amouserId }) => amouserId === responsibleId);
  if (byId !== undefined) return byId.extension;
  // An agent in the settings without an amoCRM id is found by e-mail.
  const user = (await abortable(users.all(), signal)).find(({ id }) => id === responsibleId);
  const email = user?.email?.toLowerCase();
  return directory.agents.find((agent) => agent.email.toLowerCase() === email)?.extension ?? null;
}
