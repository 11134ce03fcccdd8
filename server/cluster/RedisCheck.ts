import { createClient } from 'redis';
import * as v from 'valibot';
import type { Check, Finding } from '../system/Check';
import type { Clock } from '../system/Clock';
import { redisReason } from './redisReason';
import type { RedisSettings } from './redisSettings';
import { withTimeout } from './withTimeout';
import { redisCheckMessages as messages } from './messages';

/** Time limit of the whole check, ms. */
const LIMIT_MS = 5_000;

/** Major version; older ones have no RESP3. */
const OLDEST = 6;

/** Uses the commands that the backend needs, on a key that is deleted afterwards. */
const TRY = `
redis.call('SET', KEYS[1], '1', 'PX', 1000)
redis.call('PUBLISH', KEYS[1], 'check')
return redis.call('DEL', KEYS[1])`;

/** Checks that Redis answers, is new enough, allows the commands that are needed, and does not evict keys. */
export class RedisCheck implements Check {
  readonly name = 'Redis';

  constructor(
    private readonly settings: RedisSettings,
    private readonly clock: Clock,
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    const client = createClient({
      url: this.settings.url,
      RESP: 3,
      disableOfflineQueue: true,
      socket: { reconnectStrategy: false, connectTimeout: LIMIT_MS },
    });
    // Errors also reject the commands below.
    client.on('error', () => undefined);
    signal.addEventListener('abort', () => client.destroy(), { once: true });
    const ask = async (): Promise<readonly Finding[]> => {
      await client.connect();
      const info = await client.info();
      v.parse(v.number(), await client.eval(TRY, { keys: [`${this.settings.prefix}check`] }));
      await client.subscribe(`${this.settings.prefix}check`, () => undefined);
      return readInfo(info);
    };
    try {
      return await withTimeout(this.clock, LIMIT_MS, ask());
    } catch (error) {
      return [{ level: 'fault', text: messages.unusable(this.host(), redisReason(error)) }];
    } finally {
      if (client.isOpen) client.destroy();
    }
  }

  /** Host and port only: the address contains the password. */
  private host(): string {
    return new URL(this.settings.url).host;
  }
}

/** Findings from the text of the command INFO. */
export function readInfo(info: string): readonly Finding[] {
  const field = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  const version = field('redis_version');
  if (Number.parseInt(version, 10) < OLDEST)
    return [{ level: 'fault', text: messages.tooOld(version, OLDEST) }];
  const findings: Finding[] = [{ level: 'ok', text: messages.answers(version) }];
  const policy = field('maxmemory_policy');
  if (Number(field('maxmemory')) > 0 && policy !== 'noeviction')
    findings.push({
      level: 'warning',
      text: messages.evicts(policy),
    });
  if (field('role') === 'slave')
    findings.push({
      level: 'fault',
      text: messages.replica,
    });
  return findings;
}
