import type { SeenClient } from '../crm/rights/SeenClients';

/** An agent's choice among the contacts of a number. */
interface Choice {
  /** Extension of who has chosen. */
  readonly by: string;
  readonly contactId: number;
}

/**
 * Of several contacts with the number the client is the one that the agent has chosen, if they may view it; else as before, and so
 * while the store fails.
 * @param choicesOf the choices of all agents for a number
 */
export async function withOwnChoice(
  client: SeenClient,
  viewer: string,
  choicesOf: (number: string) => Promise<readonly Choice[]>,
): Promise<SeenClient> {
  const { party } = client;
  // Those that the agent may view.
  if (party.matches.length === 0) return client;
  const made = await choicesOf(party.number).catch(() => []);
  const own = made.find(({ by }) => by === viewer);
  const chosen = party.matches.find(({ id }) => id === String(own?.contactId));
  if (chosen === undefined) return client;
  return { ...client, party: { ...party, name: chosen.name, contactId: chosen.id, matches: [] } };
}
