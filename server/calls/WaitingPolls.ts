import type { AgentStatus } from '../../protocol/agentStatus';
import type { Clock } from '../system/Clock';
import { isBelieved } from './agentStatus';
import { HeldRequest } from './HeldRequest';

interface Poll {
  readonly believed: AgentStatus | null;
  readonly held: HeldRequest;
}

/** Polls that are held until what they believe is wrong. */
export class WaitingPolls {
  /** By extension; an agent has a few, one for each browser. */
  private readonly polls = new Map<string, readonly Poll[]>();
  private total = 0;

  constructor(private readonly clock: Clock) {}

  /** Polls that are held now. */
  get count(): number {
    return this.total;
  }

  /** Agents whose polls are held now. */
  get extensions(): readonly string[] {
    return [...this.polls.keys()];
  }

  /** Resolves when the belief is wrong, after `ms`, or when the signal is aborted. */
  wait(extension: string, believed: AgentStatus | null, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const held = new HeldRequest(this.clock, ms, signal, () => {
        this.remove(extension, poll);
        resolve();
      });
      const poll: Poll = { believed, held };
      this.polls.set(extension, [...this.ofAgent(extension), poll]);
      this.total += 1;
    });
  }

  /** The truth has changed: ends the agent's polls that believe otherwise. */
  wake(extension: string, truth: AgentStatus): void {
    for (const { believed, held } of this.ofAgent(extension)) if (!isBelieved(believed, truth)) held.end();
  }

  /** Ends all polls. */
  endAll(): void {
    for (const ofAgent of [...this.polls.values()]) for (const { held } of ofAgent) held.end();
  }

  private ofAgent(extension: string): readonly Poll[] {
    return this.polls.get(extension) ?? [];
  }

  private remove(extension: string, poll: Poll): void {
    const others = this.ofAgent(extension).filter((other) => other !== poll);
    if (others.length === 0) this.polls.delete(extension);
    else this.polls.set(extension, others);
    this.total -= 1;
  }
}
