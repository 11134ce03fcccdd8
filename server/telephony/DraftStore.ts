/** Stores drafts of call records over a restart: texts by key. All functions fail when the store does. */
export interface DraftStore {
  put(id: string, text: string): Promise<void>;
  delete(id: string): Promise<void>;
  all(): Promise<ReadonlyMap<string, string>>;
}
