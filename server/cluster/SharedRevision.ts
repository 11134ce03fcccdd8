import * as v from 'valibot';
import type { RedisKeys } from './RedisKeys';
import type { RedisLink } from './RedisLink';

const WRITE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[2])
return 1`;

const READ = `return redis.call('GET', KEYS[1]) or ''`;

const revisionText = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number));

/** What a shared revision needs. */
export interface SharedRevisionOptions {
  readonly link: RedisLink;
  readonly keys: RedisKeys;
  /** The epoch to write under; null: this backend does not lead. */
  readonly epoch: () => number | null;
  /** The list has changed, here or at the leading backend. */
  readonly onChange: (revision: number) => void;
}

/**
 * The revision of the company's list of missed calls, which the leading backend has: the others answer polls by it. What could
 * not be written while Redis was away is written once it is back.
 */
export class SharedRevision {
  private last: number | null = null;

  constructor(private readonly options: SharedRevisionOptions) {
    const { link, keys } = options;
    link.subscribe(keys.missedClientsNews, (text) => this.take(text));
    link.onStateChange((isUp) => {
      if (isUp) void this.refresh();
    });
  }

  /** Of the leading backend: the list has changed. */
  write(revision: number): void {
    this.last = revision;
    this.options.onChange(revision);
    void this.flush().catch(() => undefined);
  }

  /** This backend does not lead any more. */
  forget(): void {
    this.last = null;
  }

  private async refresh(): Promise<void> {
    const { link, keys } = this.options;
    // A connection that breaks meanwhile is made again, and comes here again.
    if (this.last !== null) await this.flush().catch(() => undefined);
    else
      await link.evaluate(v.string(), READ, [keys.missedClients]).then(
        (text) => this.take(text),
        () => undefined,
      );
  }

  private async flush(): Promise<void> {
    const { link, keys, epoch } = this.options;
    const [now, revision] = [epoch(), this.last];
    if (now === null || revision === null || !link.isUp) return;
    const names = [keys.epoch, keys.missedClients];
    await link.evaluate(v.number(), WRITE, names, [now, revision, keys.missedClientsNews]);
  }

  private take(text: string): void {
    const read = v.safeParse(revisionText, text);
    // The leader knows its own; one that no longer leads hears the other's.
    if (read.success && this.last === null) this.options.onChange(read.output);
  }
}
