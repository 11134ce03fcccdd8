/** Kinds of cards in the index, named as in the paths of amoCRM's API. */
export const indexKinds = ['contacts', 'companies', 'leads', 'tasks'] as const;

/** One of `indexKinds`. */
export type IndexKind = (typeof indexKinds)[number];

/** Which card is meant. */
export interface CardId {
  readonly kind: IndexKind;
  readonly id: number;
}

/** A card as the index keeps it. */
export interface IndexedCard {
  readonly kind: IndexKind;
  readonly id: number;
  /** JSON of what is kept of it. */
  readonly text: string;
  /** By what it is found: `phone:<a number, or its end>`, or the card that it belongs to, such as `contacts:7`. */
  readonly links: readonly string[];
}

/** Keeps the index over a restart. All functions fail while that can't be done. */
export interface ClientIndexStore {
  /** All of it in one transaction; resolves once it survives a crash. */
  save(changes: {
    readonly entries: readonly IndexedCard[];
    readonly deleted: readonly CardId[];
    /** Texts by name, such as how far amoCRM was read. */
    readonly notes: ReadonlyMap<string, string>;
  }): Promise<void>;
  /** Cards of a kind that have one of the links, the highest ids first. */
  linked(
    kind: IndexKind,
    links: readonly string[],
    limit: number,
  ): Promise<readonly { readonly id: number; readonly text: string }[]>;
  get(
    kind: IndexKind,
    ids: readonly number[],
  ): Promise<readonly { readonly id: number; readonly text: string }[]>;
  notes(): Promise<ReadonlyMap<string, string>>;
}
