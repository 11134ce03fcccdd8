/** Reads a value that changes, and reports when it does. */
export interface Readable<T> {
  get(): T;
  /** Calls `listener` after each change. @returns unsubscribes it */
  subscribe(listener: (value: T) => void): () => void;
}

/** Effects to run at the end of the outermost `batch`. */
const effects = new Set<() => void>();

/** How many `batch` calls are under way, one inside the other. */
let depth = 0;

/** Makes several changes to stores; each effect of `subscribeAll` runs once for all of them, at the end. */
export function batch(changes: () => void): void {
  depth += 1;
  try {
    changes();
    if (depth > 1) return;
    for (const effect of effects) {
      try {
        effect();
      } finally {
        // Removed after it has run, so that a change made by the effect itself does not run it again.
        effects.delete(effect);
      }
    }
  } finally {
    depth -= 1;
  }
}

/**
 * Runs `effect` after changes of any of the sources: once for all changes of one `batch`, including those that
 * listeners make in turn. @returns unsubscribes it
 */
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

/** A value with listeners. Setting a value that `isSame` finds equal changes nothing and calls no listener. */
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
