import { createClient } from 'redis';
import * as v from 'valibot';
import type { Clock } from '../system/Clock';
import { redisReason } from './redisReason';
import type { ClusterLogger } from './ClusterLogger';
import { TimedOut } from '../system/withTimeLimit';
import { withTimeout } from './withTimeout';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/** A connection to Redis as this file makes it. */
type Client = ReturnType<typeof newClient>;

/** Time limit of an answer, ms; after that the connection is dropped. */
const ANSWER_MS = 1_000;

/** First and longest pause before reconnecting, ms. */
const PAUSES_MS = { first: 100, most: 2_000 } as const;

/** Redis can't be reached now. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
}

/**
 * The connection to Redis; reconnects when it breaks or does not answer. Commands and channels share it (RESP3), so
 * that answers and messages arrive in the order in which Redis made them.
 *
 * ```
 *   down ──connected, subscribed──▶ up ──broken, silent──▶ down ──pause──▶ (again)
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
    private readonly log: ClusterLogger,
  ) {}

  get isUp(): boolean {
    return this.isConnected;
  }

  /** Subscribes to a channel, over all reconnections. To be called before `start`. */
  subscribe(channel: string, onMessage: (text: string) => void): void {
    this.channels.set(channel, onMessage);
  }

  /** Registers a callback for when the connection is made or lost. */
  onStateChange(listener: (isUp: boolean) => void): void {
    this.listeners.push(listener);
  }

  /** Starts connecting and returns at once. */
  start(): void {
    void this.connect();
  }

  close(): void {
    this.isClosed = true;
    this.stopPause();
    this.drop(this.client);
  }

  /** Drops the connection and makes a new one, after an answer that could not be used. */
  restart(): void {
    this.drop(this.client);
  }

  /**
   * Runs a Lua script. Fails with `RedisUnavailable`, `TimedOut` or what Redis says.
   * @param limitMs time limit; after that the connection is dropped
   */
  evaluate<T>(
    schema: v.GenericSchema<unknown, T>,
    script: string,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
    limitMs = ANSWER_MS,
  ): Promise<T> {
    return this.request(limitMs, async (client) =>
      v.parse(schema, await client.eval(script, { keys: [...keys], arguments: args.map(String) })),
    );
  }

  /** Publishes a message. @returns the number of subscribers that got it. Fails as `evaluate` does. */
  publish(channel: string, text: string): Promise<number> {
    return this.request(ANSWER_MS, (client) => client.publish(channel, text));
  }

  private async request<T>(limitMs: number, send: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this;
    if (client === null || !this.isConnected) throw new RedisUnavailable('Redis can not be reached');
    const answer = send(client);
    try {
      return await withTimeout(this.clock, limitMs, answer);
    } catch (error) {
      // An error reply leaves the connection usable; a missing answer does not.
      if (error instanceof TimedOut) this.drop(client);
      throw error;
    }
  }

  private async connect(): Promise<void> {
    if (this.isClosed) return;
    const client = newClient(this.url);
    this.client = client;
    // Later failures also reject the commands; without a listener Node would end the process.
    client.on('error', (error: Error) => {
      this.log.warn(new LogLine(clusterLog.redisBroken, { reason: redisReason(error) }));
      this.drop(client);
    });
    try {
      await withTimeout(this.clock, ANSWER_MS, client.connect());
      for (const [channel, onMessage] of this.channels)
        await withTimeout(this.clock, ANSWER_MS, client.subscribe(channel, onMessage));
    } catch (error) {
      this.log.warn(new LogLine(clusterLog.redisUnreachable, { reason: redisReason(error) }));
      this.drop(client);
      return;
    }
    if (this.client !== client) return;
    this.pauseMs = PAUSES_MS.first;
    this.isConnected = true;
    this.log.info({}, 'connected to Redis');
    this.notifyListeners(true);
  }

  private drop(client: Client | null): void {
    if (client === null || this.client !== client) return;
    this.client = null;
    const wasConnected = this.isConnected;
    this.isConnected = false;
    client.destroy();
    if (wasConnected) this.notifyListeners(false);
    if (this.isClosed) return;
    this.stopPause = this.clock.after(this.pauseMs, () => void this.connect());
    this.pauseMs = Math.min(this.pauseMs * 2, PAUSES_MS.most);
  }

  private notifyListeners(isUp: boolean): void {
    for (const listener of this.listeners) listener(isUp);
  }
}

function newClient(url: string) {
  return createClient({
    url,
    RESP: 3,
    // A command queued for a connection could take effect long after its time limit.
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false, connectTimeout: ANSWER_MS },
  });
}
