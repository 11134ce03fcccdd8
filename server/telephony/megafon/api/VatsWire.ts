import type { Clock } from '../../../system/Clock';
import { boundedText } from '../../../system/boundedText';
import { TimedOut, withTimeLimit } from '../../../system/withTimeLimit';
import { VatsFault } from './VatsFault';

/** Longest time for an answer, ms. */
const LIMIT_MS = 10_000;

/** Longest answer that is read, bytes. */
const LONGEST = 4_000_000;

/** A request to the VATS. */
export interface VatsRequest {
  readonly method: 'GET' | 'POST';
  /** Path, with the query if there is one. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Name of the request for fault texts, without secrets. */
  readonly what: string;
}

/** Sends requests to the VATS over HTTP and throws faults for answers that are errors. */
export class VatsWire {
  private readonly lifetime = new AbortController();

  constructor(
    /** `https://host` */
    private readonly origin: string,
    /** Removed from error texts of the VATS. */
    private readonly key: string,
    private readonly clock: Clock,
  ) {}

  /** The text of a good answer. Fails with a `VatsFault`. */
  request(request: VatsRequest, signal?: AbortSignal): Promise<string> {
    const limit = { clock: this.clock, ms: LIMIT_MS, signals: [this.lifetime.signal, signal] };
    return withTimeLimit(limit, (limited) => this.send(request, limited));
  }

  /** Ends all requests under way. */
  close(): void {
    this.lifetime.abort();
  }

  private async send(
    { method, path, headers, body, what }: VatsRequest,
    signal: AbortSignal,
  ): Promise<string> {
    try {
      const response = await fetch(`${this.origin}${path}`, {
        method,
        headers,
        // A wrong VATS name may redirect to another host, which must not get the key.
        redirect: 'manual',
        signal,
        ...(body !== undefined && { body }),
      });
      return this.textOrFault(response.status, await boundedText(response, LONGEST), what);
    } catch (error) {
      if (error instanceof VatsFault) throw error;
      // The error's own text may contain the URL with the key.
      const isLate = signal.reason instanceof TimedOut;
      throw new VatsFault('unreachable', `${what}: ${isLate ? 'no answer in time' : 'no answer'}`);
    }
  }

  /** Checks the status first, since error bodies need not be JSON; a 2xx with an error in its body is a fault too. */
  private textOrFault(status: number, text: string, what: string): string {
    const said = this.errorTextOf(text);
    const detail = `${what}: ${status}${said === '' ? '' : `, ${said}`}`;
    if (status === 401 || status === 403) throw new VatsFault('wrongKey', detail);
    if (status === 404) throw new VatsFault('notFound', detail);
    if (status === 429) throw new VatsFault('limited', detail);
    if (status >= 500) throw new VatsFault('unreachable', detail);
    if (status >= 300 && status < 400) throw new VatsFault('wrongAddress', detail);
    if (status >= 400) throw new VatsFault('refused', detail);
    if (/^\s*</.test(text)) throw new VatsFault('wrongAddress', `${what}: a page in place of an answer`);
    if (said !== '') throw new VatsFault('refused', detail);
    return text;
  }

  /** The error text of an answer, without secrets and numbers; empty: none. */
  private errorTextOf(text: string): string {
    const match = /^\s*\{\s*"(?:error|message)"\s*:\s*("(?:[^"\\]|\\.){1,400}")/.exec(text);
    if (match === null) return '';
    let said: unknown;
    try {
      said = JSON.parse(match[1] ?? '');
    } catch {
      return '';
    }
    return String(said)
      .replaceAll(this.key, '…')
      .replace(/\+?\d{5,}/g, '…')
      .slice(0, 120);
  }
}
