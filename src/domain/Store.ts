/** Reads a value that changes, and reports when it does. */
export interface Readable<T> {
  get(): T;
  /** Calls `listener` after each change; the answer ends it. */
  subscribe(listener: (value: T) => void): () => void;
}

/** Effects that run when the outermost `batch` has ended. */
const effects = new Set<() => void>();

/** `batch` calls that have not ended. */
let depth = 0;

/** Makes several changes to stores: an effect of `subscribeAll` runs once for all of them, at the end. */
export function batch(changes: () => void): void {
  depth += 1;
  try {
    changes();
    if (depth > 1) return;
    for (const effect of effects) {
      try {
        effect();
      } finally {
        // Only now, so that what an effect itself changes does not run it again.
        effects.delete(effect);
      }
    }
  } finally {
    depth -= 1;
  }
}

/** Runs `effect` once after all changes that follow from one another, or that one `batch` made. The answer ends it. */
export function subscribeAll(
  sources: readonly { subscribe(listener: () => void): () => void }[],
  effect: () => void,
): () => void {
  const ends = sources.map((source) =>
    source.subscribe(() => {
      effects.add(effect);
    }),
  );
  return () => {
    for (const end of ends) end();
    effects.delete(effect);
  };
}

/** A value that changes. Setting the same value, by `isSame`, calls no listener. */
export class Store<T> implements Readable<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(
    private value: T,
    private readonly isSame: (a: T, b: T) => boolean = Object.is,
  ) {}

  get(): T {
    return this.value;
  }

  set(value: T): void {
    if (this.isSame(value, this.value)) return;
    this.value = value;
    batch(() => {
      for (const listener of [...this.listeners]) listener(value);
    });
  }

  subscribe(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
