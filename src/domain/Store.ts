/** Reads a value that changes, and tells when it does. */
export interface Readable<T> {
  get(): T;
  /** Calls `listener` after each change; the answer ends it. */
  subscribe(listener: (value: T) => void): () => void;
}

/** A value that changes. Setting the same value tells nobody. */
export class Store<T> implements Readable<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private value: T) {}

  get(): T {
    return this.value;
  }

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  subscribe(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
