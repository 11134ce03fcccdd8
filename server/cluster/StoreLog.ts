/** What the store tells the log; secrets are never in it. */
export interface StoreLog {
  info(details: object, text: string): void;
  warn(details: object, text: string): void;
  error(details: object, text: string): void;
}
