import type { Agent } from './Agent';

/** Finds agents by what the wire and the telephone system call them. */
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

  /** The agent of a request. The e-mail decides; the user's id serves those whose e-mail changed. */
  ofUser(email: string, userId: number): Agent | null {
    return this.byEmail.get(email.toLowerCase()) ?? this.byUserId.get(userId) ?? null;
  }

  withExtension(extension: string): Agent | null {
    return this.byExtension.get(extension) ?? null;
  }
}
