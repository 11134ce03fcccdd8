import type { Clock } from '../system/Clock';
import { withTimeLimit } from '../system/withTimeLimit';
import { ConversionError, convertToMp3, isConvertible } from './convertToMp3';
import type { SoundFile } from './findSound';
import type { Mp3Cache } from './Mp3Cache';
import { Semaphore } from './Semaphore';

/** Conversions at the same time; more would take CPU time from a telephone system on the same machine. */
const MAX_RUNNING = 2;

/** Conversions that may wait for one of those, and how long, ms; beyond it the sound is served unconverted. */
const MAX_WAITING = 50;
const LONGEST_WAIT_MS = 3_000;

/** Pause before a failed conversion is tried again, ms. */
const RETRY_MS = 600_000;

/** Number of failed files that are remembered. */
const MAX_FAILED = 500;

/** A conversion that waits or runs, until the last of its requests has left. */
interface Conversion {
  readonly result: Promise<string | null>;
  readonly left: AbortController;
  requests: number;
}

/** Converts sounds to MP3 and caches the results. Simultaneous requests for a sound share one conversion. */
export class Mp3Converter {
  private readonly running = new Map<string, Conversion>();
  /** Failed conversions: name in the cache -> when it may be tried again, ms since 1970. */
  private readonly failed = new Map<string, number>();
  private readonly semaphore = new Semaphore(MAX_RUNNING, MAX_WAITING);
  private readonly closing = new AbortController();

  constructor(
    private readonly cache: Mp3Cache,
    private readonly ffmpeg: string,
    /** Time limit of a conversion, ms. */
    private readonly limitMs: number,
    private readonly clock: Clock,
    /** Called with the error when a conversion fails, so that the sound is served unconverted. */
    private readonly onFault: (cause: unknown) => void,
  ) {}

  /**
   * Path of the sound as MP3, converted now if needed. Null when the original has to be served: it needs no conversion, it
   * failed, too many are waiting, its turn does not come in time, or the converter is closed.
   * @param signal the request has ended: nothing is converted for none
   */
  async convert(sound: SoundFile, signal: AbortSignal): Promise<string | null> {
    if (!isConvertible(sound.path) || signal.aborted) return null;
    const name = this.cache.nameOf(sound);
    const conversion = this.running.get(name) ?? this.begin(name, sound.path);
    if (conversion === null) return null;
    conversion.requests += 1;
    const leave = (): void => {
      conversion.requests -= 1;
      if (conversion.requests === 0) conversion.left.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await conversion.result;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Stops all conversions and resolves once they have ended. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.running.values()].map(({ result }) => result));
  }

  /** Null: none is begun while closing, nor soon after one has failed. */
  private begin(name: string, from: string): Conversion | null {
    if (this.closing.signal.aborted || (this.failed.get(name) ?? 0) > this.clock.now()) return null;
    const left = new AbortController();
    const result = this.findOrConvert(name, from, left.signal).finally(() => {
      if (this.running.get(name)?.left === left) this.running.delete(name);
    });
    // Who asks when all have left begins another one.
    left.signal.addEventListener('abort', () => this.running.delete(name), { once: true });
    const conversion = { result, left, requests: 0 };
    this.running.set(name, conversion);
    return conversion;
  }

  /** Path from the cache, else of a new conversion; null when that fails, or is not tried: closing, left, or no turn. */
  private async findOrConvert(name: string, from: string, left: AbortSignal): Promise<string | null> {
    try {
      const cached = await this.cache.get(name);
      if (cached !== null) return cached;
      const waiting = new AbortController();
      const leave = (): void => waiting.abort();
      const stop = this.clock.after(LONGEST_WAIT_MS, leave);
      left.addEventListener('abort', leave, { once: true });
      const run = (): Promise<string> => {
        stop();
        return this.runFfmpeg(name, from, left);
      };
      return await this.semaphore.run(run, waiting.signal).finally(stop);
    } catch (error) {
      if (this.closing.signal.aborted || left.aborted) return null;
      this.onFault(error);
      this.noteFailed(name);
      return null;
    }
  }

  private runFfmpeg(name: string, from: string, left: AbortSignal): Promise<string> {
    const limit = { clock: this.clock, ms: this.limitMs, signals: [this.closing.signal, left] };
    return withTimeLimit(limit, async (signal) => {
      if (signal.aborted) throw new ConversionError('stopped');
      return this.cache.add(name, (to) => convertToMp3(this.ffmpeg, from, to, signal));
    });
  }

  /** Remembers a failure; the oldest one is dropped beyond MAX_FAILED. */
  private noteFailed(name: string): void {
    this.failed.delete(name);
    this.failed.set(name, this.clock.now() + RETRY_MS);
    const [oldest] = this.failed.keys();
    if (oldest !== undefined && this.failed.size > MAX_FAILED) this.failed.delete(oldest);
  }
}
