/**
 * How long a page counts as open after its last report, ms. Pages report each second; browsers may slow hidden ones to
 * once a minute.
 */
const OPEN_MS = 90_000;

/** Which agents have the host page open. */
export class OpenPages {
  /** Time of the last report by extension, ms of `performance.now`. */
  private readonly reportedAt = new Map<string, number>();

  /** A page of the agent with this extension has reported. */
  markOpen(extension: string): void {
    this.reportedAt.set(extension, performance.now());
  }

  isOpen(extension: string): boolean {
    return performance.now() - (this.reportedAt.get(extension) ?? Number.NEGATIVE_INFINITY) < OPEN_MS;
  }
}
