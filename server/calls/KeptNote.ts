/** What agents have written of a whole call, as the store keeps it beside the call as long as that. */
export interface KeptNote {
  /** By extension, in the order in which they were written. */
  readonly texts: readonly { readonly by: string; readonly text: string }[];
  /** Of the settings; null: nothing was chosen. */
  readonly outcome: { readonly id: string; readonly by: string } | null;
}
