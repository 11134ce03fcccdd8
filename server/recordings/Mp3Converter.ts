import type { Clock } from '../system/Clock';
import { withTimeLimit } from '../system/withTimeLimit';
import { ConversionError, convertToMp3, isConvertible } from './convertToMp3';
import type { SoundFile } from './findSound';
import type { Mp3Cache } from './Mp3Cache';
import { Semaphore } from './Semaphore';

/** Conversions at the same time; more would take CPU time from a telephone system on the same machine. */
const MAX_RUNNING = 2;

/** Conversions that may wait for one of those; beyond it the sound is served unconverted. */
const MAX_WAITING = 50;

/** Pause before a failed conversion is tried again, ms. */
const RETRY_MS = 600_000;

/** Number of failed files that are remembered. */
const MAX_FAILED = 500;

/** Converts sounds to MP3 and caches the results. Simultaneous requests for a sound share one conversion. */
export class Mp3Converter {
  private readonly running = new Map<string, Promise<string | null>>();
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
   * failed, too many are waiting, or the converter is closed.
   */
  async convert(sound: SoundFile): Promise<string | null> {
    if (!isConvertible(sound.path)) return null;
    const name = this.cache.nameOf(sound);
    const running = this.running.get(name);
    if (running !== undefined) return running;
    if (this.closing.signal.aborted || (this.failed.get(name) ?? 0) > this.clock.now()) return null;
    const result = this.findOrConvert(name, sound.path).finally(() => this.running.delete(name));
    this.running.set(name, result);
    return result;
  }

  /** Stops all conversions and resolves once they have ended. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running.values());
  }

  /** Path from the cache, else of a new conversion; null when that fails, or is not tried: closing, or a full queue. */
  private async findOrConvert(name: string, from: string): Promise<string | null> {
    try {
      return (await this.cache.get(name)) ?? (await this.semaphore.run(() => this.runFfmpeg(name, from)));
    } catch (error) {
      if (this.closing.signal.aborted) return null;
      this.onFault(error);
      this.noteFailed(name);
      return null;
    }
  }

  private runFfmpeg(name: string, from: string): Promise<string> {
    const limit = { clock: this.clock, ms: this.limitMs, signals: [this.closing.signal] };
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
