/** Stores the outbox's entries. Each function resolves once its effect survives a crash. */
export interface OutboxStore {
  put(id: string, text: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** All entries, by id. */
  all(): Promise<ReadonlyMap<string, string>>;
}
