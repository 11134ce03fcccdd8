import type { HistoryPush } from '../pushes/VatsPush';
import type { VatsUser } from '../VatsDirectory';

/** Requests to the VATS, over either generation of its API. All fail with a `VatsFault`. */
export interface VatsApi {
  /**
   * Rings the user, then the number.
   * @param login of the user @param number digits
   * @returns the VATS's id of the call; null: the answer has none
   */
  makeCall(login: string, number: string): Promise<string | null>;
  users(signal?: AbortSignal): Promise<readonly VatsUser[]>;
  /** Those of these logins with "do not disturb" turned on. */
  doNotDisturb(logins: readonly string[]): Promise<ReadonlySet<string>>;
  /** Calls that began between these moments, ms since 1970. */
  history(from: number, to: number): Promise<readonly HistoryPush[]>;
  /** Ends all requests under way. */
  close(): void;
}
