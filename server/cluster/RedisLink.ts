import { createClient } from 'redis';
import * as v from 'valibot';
import type { Clock } from '../system/Clock';
import { redisReason } from './redisReason';
import type { StoreLog } from './StoreLog';
import { TimedOut, within } from './within';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/** A connection to Redis as this file makes it. */
type Client = ReturnType<typeof newClient>;

/** How long Redis may take to answer, ms; a connection that is slower is given up. */
const ANSWER_MS = 1_000;

/** First and longest pause before a connection is tried again, ms. */
const PAUSES_MS = { first: 100, most: 2_000 } as const;

/** Redis can't be reached now. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
}

/**
 * The connection to Redis: made anew whenever it breaks or is silent. Commands and channels share it (RESP3), so
 * that answers and messages come in the order in which Redis made them.
 *
 * ```
 *   down ──connected, channels heard──▶ up ──broken, silent──▶ down ──pause──▶ (again)
 * ```
 */
export class RedisLink {
  private client: Client | null = null;
  private isConnected = false;
  private isClosed = false;
  private pauseMs: number = PAUSES_MS.first;
  private stopPause: () => void = () => undefined;
  private readonly channels = new Map<string, (text: string) => void>();
  private readonly listeners: ((isUp: boolean) => void)[] = [];

  constructor(
    private readonly url: string,
    private readonly clock: Clock,
    private readonly log: StoreLog,
  ) {}

  get isUp(): boolean {
    return this.isConnected;
  }

  /** Hears a channel, over all reconnections. To be called before `start`. */
  hear(channel: string, take: (text: string) => void): void {
    this.channels.set(channel, take);
  }

  /** Told whenever the connection is there, or is gone. */
  watch(listener: (isUp: boolean) => void): void {
    this.listeners.push(listener);
  }

  /** Begins to connect; does not wait for it. */
  start(): void {
    void this.connect();
  }

  close(): void {
    this.isClosed = true;
    this.stopPause();
    this.drop(this.client);
  }

  /** Gives the connection up and makes a new one: what it said can't be used. */
  restart(): void {
    this.drop(this.client);
  }

  /**
   * Runs a Lua script. Fails with `RedisUnavailable`, `TimedOut` or what Redis says.
   * @param limitMs how long it may take before the connection is given up
   */
  evaluate<T>(
    schema: v.GenericSchema<unknown, T>,
    script: string,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
    limitMs = ANSWER_MS,
  ): Promise<T> {
    return this.ask(limitMs, async (client) =>
      v.parse(schema, await client.eval(script, { keys: [...keys], arguments: args.map(String) })),
    );
  }

  /** How many heard it. Fails as `evaluate` does. */
  publish(channel: string, text: string): Promise<number> {
    return this.ask(ANSWER_MS, (client) => client.publish(channel, text));
  }

  private async ask<T>(limitMs: number, question: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this;
    if (client === null || !this.isConnected) throw new RedisUnavailable('Redis can not be reached');
    const answer = question(client);
    try {
      return await within(this.clock, limitMs, answer);
    } catch (error) {
      // What Redis refuses does not speak against the connection; its silence does.
      if (error instanceof TimedOut) this.drop(client);
      throw error;
    }
  }

  private async connect(): Promise<void> {
    if (this.isClosed) return;
    const client = newClient(this.url);
    this.client = client;
    // What fails later, fails the commands too; without a listener Node would end the process.
    client.on('error', (error: Error) => {
      this.log.warn(new LogLine(clusterLog.redisBroken, { reason: redisReason(error) }));
      this.drop(client);
    });
    try {
      await within(this.clock, ANSWER_MS, client.connect());
      for (const [channel, take] of this.channels)
        await within(this.clock, ANSWER_MS, client.subscribe(channel, take));
    } catch (error) {
      this.log.warn(new LogLine(clusterLog.redisUnreachable, { reason: redisReason(error) }));
      this.drop(client);
      return;
    }
    if (this.client !== client) return;
    this.pauseMs = PAUSES_MS.first;
    this.isConnected = true;
    this.log.info({}, 'connected to Redis');
    this.tell(true);
  }

  private drop(client: Client | null): void {
    if (client === null || this.client !== client) return;
    this.client = null;
    const wasConnected = this.isConnected;
    this.isConnected = false;
    client.destroy();
    if (wasConnected) this.tell(false);
    if (this.isClosed) return;
    this.stopPause = this.clock.after(this.pauseMs, () => void this.connect());
    this.pauseMs = Math.min(this.pauseMs * 2, PAUSES_MS.most);
  }

  private tell(isUp: boolean): void {
    for (const listener of this.listeners) listener(isUp);
  }
}

function newClient(url: string) {
  return createClient({
    url,
    RESP: 3,
    // A command that waits for a connection could have its effect long after its time.
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false, connectTimeout: ANSWER_MS },
  });
}
