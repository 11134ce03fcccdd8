/** Storage of one page, in memory. */
class OwnStorage implements Storage {
  [name: string]: unknown;
  private readonly items = new Map<string, string>();

  get length(): number {
    return this.items.size;
  }

  clear(): void {
    this.items.clear();
  }

  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }

  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }

  removeItem(name: string): void {
    this.items.delete(name);
  }

  setItem(name: string, value: string): void {
    this.items.set(name, value);
  }
}

/**
 * Name of the state of the style page that this page shows; null: it is an ordinary page of the sandbox. A frame shares
 * nothing with the other tabs of the browser: neither storage nor the locks by which tabs elect the one that polls. So this
 * module comes before all others.
 */
export const styleFrame = new URLSearchParams(location.search).get('state');

if (styleFrame !== null) {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { value: new OwnStorage() });
  Object.defineProperty(navigator, 'locks', { value: undefined });
}
