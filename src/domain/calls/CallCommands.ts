import type { Action } from './Command';

/** The telephone system's commands. Each resolves when it was accepted and fails with a `Failure`. */
export interface CallCommands {
  /** @param key the backend carries out one key once */
  send(action: Action, key: string): Promise<void>;
  /**
   * @param digits of `0`–`9`, `*`, `#`
   * @param key the backend sends the digits of one key once
   */
  sendDtmf(callId: string, digits: string, key: string): Promise<void>;
  /** The agent has looked at these missed calls. */
  clearMissed(callIds: readonly string[]): Promise<void>;
}
