import type { Agent } from './Agent';

/** Finds agents by their user of amoCRM (e-mail, id) and by extension. */
export class AgentDirectory {
  private readonly byEmail: ReadonlyMap<string, Agent>;
  private readonly byUserId: ReadonlyMap<number, Agent>;
  private readonly byExtension: ReadonlyMap<string, Agent>;

  constructor(readonly agents: readonly Agent[]) {
    this.byEmail = new Map(agents.map((agent) => [agent.email.toLowerCase(), agent]));
    this.byUserId = new Map(
      agents.flatMap((agent) => (agent.amouserId === undefined ? [] : [[agent.amouserId, agent]])),
    );
    this.byExtension = new Map(agents.map((agent) => [agent.extension, agent]));
  }

  /**
   * The agent who sent a request; null: this user of amoCRM is no agent. The e-mail, in any case, is tried first; the
   * user's id finds agents whose e-mail has changed.
   */
  ofUser(email: string, userId: number): Agent | null {
    return this.byEmail.get(email.toLowerCase()) ?? this.byUserId.get(userId) ?? null;
  }

  /**
   * The agent of a proven user: by the id, else by the e-mail, unless the settings name another id for it. So a user who
   * takes over an e-mail address in amoCRM does not become an agent whose id is set.
   * @param email empty: not known
   */
  ofProvenUser(email: string, userId: number): Agent | null {
    const byId = this.byUserId.get(userId);
    if (byId !== undefined) return byId;
    const byEmail = this.byEmail.get(email.toLowerCase());
    return byEmail !== undefined && byEmail.amouserId === undefined ? byEmail : null;
  }

  withExtension(extension: string): Agent | null {
    return this.byExtension.get(extension) ?? null;
  }
}
