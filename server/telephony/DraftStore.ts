/** Stores drafts of call records over a restart: texts by key. All functions fail when the store does. */
export interface DraftStore {
  put(id: string, text: string): Promise<void>;
  delete(id: string): Promise<void>;
  all(): Promise<ReadonlyMap<string, string>>;
  /**
   * Calls back when there may be texts in it that could not be read before. Absent: there never are.
   * @returns ends that
   */
  onAdded?(callback: () => void): () => void;
}
