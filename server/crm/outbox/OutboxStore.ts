/** Where the outbox keeps what is to be sent. Each function resolves once its effect is safe from a crash. */
export interface OutboxStore {
  put(id: string, text: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** All that is kept, by id. */
  all(): Promise<ReadonlyMap<string, string>>;
}
