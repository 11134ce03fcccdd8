import type { Clock } from '../system/Clock';
import { withTimeLimit } from '../system/withTimeLimit';
import { ConversionError, convertToMp3, isConvertible } from './convertToMp3';
import type { SoundFile } from './findSound';
import type { Mp3Cache } from './Mp3Cache';
import { Semaphore } from './Semaphore';

/** Conversions at once; more would take the telephone system's time. */
const AT_ONCE = 2;

const MOST_WAITING = 50;

/** A sound that can't be converted is not tried again for so long, ms. */
const TRIED_MS = 600_000;

/** Of so many sounds it is known that they can't be converted. */
const MOST_TRIED = 500;

/** Converts each sound once, however many ask for it. */
export class Mp3Converter {
  private readonly running = new Map<string, Promise<string | null>>();
  /** Name of what failed -> when it may be tried again, ms since 1970. */
  private readonly failed = new Map<string, number>();
  private readonly turns = new Semaphore(AT_ONCE, MOST_WAITING);
  private readonly closing = new AbortController();

  constructor(
    private readonly folder: Mp3Cache,
    private readonly ffmpeg: string,
    /** A conversion that takes longer is given up, ms. */
    private readonly limitMs: number,
    private readonly clock: Clock,
    /** Told why a sound is served as it is. */
    private readonly onFault: (cause: unknown) => void,
  ) {}

  /** Path of the sound as MP3; null: it can't be had, and the sound has to do as it is. */
  async make(sound: SoundFile): Promise<string | null> {
    if (!isConvertible(sound.path)) return null;
    const name = this.folder.nameOf(sound);
    const running = this.running.get(name);
    if (running !== undefined) return running;
    if (this.closing.signal.aborted || (this.failed.get(name) ?? 0) > this.clock.now()) return null;
    const made = this.find(name, sound.path).finally(() => this.running.delete(name));
    this.running.set(name, made);
    return made;
  }

  /** Ends what is running. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running.values());
  }

  private async find(name: string, from: string): Promise<string | null> {
    try {
      return (await this.folder.get(name)) ?? (await this.turns.run(() => this.convert(name, from)));
    } catch (error) {
      if (this.closing.signal.aborted) return null;
      this.onFault(error);
      this.noteFailed(name);
      return null;
    }
  }

  private convert(name: string, from: string): Promise<string> {
    const limit = { clock: this.clock, ms: this.limitMs, signals: [this.closing.signal] };
    return withTimeLimit(limit, async (signal) => {
      if (signal.aborted) throw new ConversionError('stopped');
      return this.folder.add(name, (to) => convertToMp3(this.ffmpeg, from, to, signal));
    });
  }

  private noteFailed(name: string): void {
    this.failed.delete(name);
    this.failed.set(name, this.clock.now() + TRIED_MS);
    const [oldest] = this.failed.keys();
    if (oldest !== undefined && this.failed.size > MOST_TRIED) this.failed.delete(oldest);
  }
}
