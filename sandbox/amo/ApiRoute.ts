import type { AmoAccount } from './AmoAccount';
import type { ApiAnswer } from './ApiAnswer';

/** Handles one method and path of the API. */
export interface ApiRoute {
  /** Allowed query parameters; others are refused. */
  readonly query: readonly string[];
  /** @param body parsed JSON; null: none */
  readonly act: (account: AmoAccount, body: unknown, query: URLSearchParams) => ApiAnswer;
}
