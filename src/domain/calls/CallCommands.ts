import type { Action } from './Command';

/** Sends commands to the backend. Each resolves when the backend has accepted it and rejects with a `Failure`. */
export interface CallCommands {
  /** @param key commands with the same key are carried out once */
  send(action: Action, key: string): Promise<void>;
  /** Removes these missed calls, since the agent has looked at them. */
  clearMissed(callIds: readonly string[]): Promise<void>;
}
