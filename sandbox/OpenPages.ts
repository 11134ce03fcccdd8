/** How long a page counts as open after its last report, ms: it reports each second, a hidden one once a minute at least. */
const COUNTS_MS = 90_000;

/** Agents who have the host page open. */
export class OpenPages {
  private readonly heardAt = new Map<string, number>();

  /** A page of the agent with this extension is open now. */
  note(extension: string): void {
    this.heardAt.set(extension, performance.now());
  }

  isOpen(extension: string): boolean {
    return performance.now() - (this.heardAt.get(extension) ?? Number.NEGATIVE_INFINITY) < COUNTS_MS;
  }
}
