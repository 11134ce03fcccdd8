import type { AmiMessage } from '../ami/AmiMessage';

/** Leaves out events that are not valid, and reports the first of each kind. */
export class SkippedEvents {
  private readonly reportedKinds = new Set<string>();

  constructor(private readonly onFault: (event: string, error: Error) => void) {}

  /** Parses a message; null: it is not used, or not valid. */
  read<Read>(message: AmiMessage, parse: () => Read | null): Read | null {
    try {
      return parse();
    } catch (error) {
      const kind = message['Event'] ?? '';
      if (!(error instanceof Error)) throw error;
      if (!this.reportedKinds.has(kind)) this.onFault(kind, error);
      this.reportedKinds.add(kind);
      return null;
    }
  }
}
