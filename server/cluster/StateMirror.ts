import * as v from 'valibot';
import type { AgentStates } from '../calls/AgentStates';
import { recentSchema } from '../agentLists/agentListsSchema';
import { readJson } from '../system/readJson';
import { agentStateSchema } from './agentStateSchema';
import type { SharedKind } from './StateWriter';
import type { RedisLink } from './RedisLink';
import type { RedisKeys } from './RedisKeys';
import type { ClusterLogger } from './ClusterLogger';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/** Recently called numbers, as the phone book keeps them. */
export interface SharedRecent {
  readonly known: ReadonlyMap<string, readonly string[]>;
  adopt(extension: string, numbers: readonly string[]): void;
}

/** Recently called numbers, with a listener for changes. */
export interface ObservableRecent extends SharedRecent {
  setChangeListener(onChange: ((extension: string, numbers: readonly string[]) => void) | null): void;
}

/** Reads everything in one script. The first backend ever sets the revision of agents without a call. */
const LOAD = `
redis.call('SET', KEYS[1], ARGV[1], 'NX')
return {
  redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2]) or '0', redis.call('GET', KEYS[3]) or '',
  redis.call('HGETALL', KEYS[4]), redis.call('HGETALL', KEYS[5]), redis.call('GET', KEYS[6]) or ''
}`;

/** Time limit, ms: states of many agents are some megabytes. */
const LOAD_MS = 10_000;

const numberText = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number));
const pairs = v.array(v.string());
const loadedSchema = v.tuple([numberText, numberText, v.string(), pairs, pairs, v.string()]);

/** What was loaded besides agent states and recent numbers. */
export interface Loaded {
  /** The last epoch that was granted. */
  readonly epoch: number;
  /** The backend that takes commands, as `readLeader` has it; empty: none. */
  readonly leader: string;
  /** State of the leader's link, as `readLink` has it. */
  readonly link: string;
}

/**
 * Keeps this backend's `AgentStates` equal to those in Redis while another backend leads. Answers and messages arrive
 * in the order in which Redis made them: a load replaces all states, a later message replaces one.
 */
export class StateMirror {
  /** Messages that arrive during a load; null: no load is under way. */
  private buffered: string[] | null = null;
  /** Loads are serialized: messages buffered for one must not be applied by another. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly states: AgentStates,
    private readonly recent: SharedRecent,
    private readonly link: RedisLink,
    private readonly keys: RedisKeys,
    private readonly log: ClusterLogger,
    /** While this backend leads, its own states are authoritative and messages are ignored. */
    private readonly isLeading: () => boolean,
  ) {}

  /**
   * Replaces all states by those of Redis. Fails when Redis does.
   * @param now ms since 1970
   */
  load(now: number): Promise<Loaded> {
    const turn = this.last.then(() => this.loadAll(now));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Handles a message of the channel `changes`. */
  receive(text: string): void {
    if (this.buffered !== null) this.buffered.push(text);
    else if (!this.isLeading()) this.apply(text);
  }

  private async loadAll(now: number): Promise<Loaded> {
    this.buffered = [];
    try {
      const { born, epoch, leader, pictures, recent, telephonyLink } = this.keys;
      const [revision, lastEpoch, leaderNow, stateFields, recentFields, link] = await this.link.evaluate(
        loadedSchema,
        LOAD,
        [born, epoch, leader, pictures, recent, telephonyLink],
        [now],
        LOAD_MS,
      );
      this.states.firstRevision = revision;
      this.replaceAll('pictures', stateFields, this.states.all);
      this.replaceAll('recent', recentFields, this.recent.known);
      for (const text of this.buffered) this.apply(text);
      return { epoch: lastEpoch, leader: leaderNow, link };
    } finally {
      this.buffered = null;
    }
  }

  private replaceAll(kind: SharedKind, fields: readonly string[], known: ReadonlyMap<string, object>): void {
    const gone = new Set(known.keys());
    for (let index = 0; index + 1 < fields.length; index += 2) {
      const extension = fields[index] ?? '';
      gone.delete(extension);
      this.adopt(kind, extension, fields[index + 1] ?? '');
    }
    for (const extension of gone) this.forget(kind, extension);
  }

  /** `<kind> <extension> <JSON>` */
  private apply(text: string): void {
    const [kind = '', extension = ''] = text.split(' ', 2);
    const json = text.slice(kind.length + extension.length + 2);
    if (kind === 'pictures' || kind === 'recent') this.adopt(kind, extension, json);
  }

  private adopt(kind: SharedKind, extension: string, json: string): void {
    const isRead = kind === 'pictures' ? this.adoptState(extension, json) : this.adoptRecent(extension, json);
    if (!isRead) this.log.warn(new LogLine(clusterLog.dataUnreadable, { kind, extension }));
  }

  private adoptState(extension: string, json: string): boolean {
    const state = readJson(agentStateSchema, json);
    if (state !== null) this.states.replaceState(extension, state);
    return state !== null;
  }

  private adoptRecent(extension: string, json: string): boolean {
    const numbers = readJson(recentSchema, json);
    if (numbers !== null) this.recent.adopt(extension, numbers);
    return numbers !== null;
  }

  private forget(kind: SharedKind, extension: string): void {
    if (kind === 'pictures') this.states.replaceState(extension, null);
    else this.recent.adopt(extension, []);
  }
}
