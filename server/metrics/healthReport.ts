import { isStoreWell, type StoreHealth } from '../store/storeHealth';

/** This backend in its cluster: `phase` is for everybody, the rest for its own machine. */
export interface MemberStatus {
  readonly phase: string;
}

/** State of the backend and of the systems that it needs. */
export interface HealthFacts {
  readonly version: string;
  /** Name of the driver that the configuration names. */
  readonly telephony: string;
  /** Is this backend connected to the telephone system? */
  readonly isLinkUp: boolean;
  /** Number of polls that are held now. */
  readonly waiting: number;
  /** Of several backends: does this one hold the connection to the telephone system? Null without a cluster. */
  readonly isLeader: boolean | null;
  /** Null without a cluster. */
  readonly isRedisUp: boolean | null;
  /** Status of this backend in its cluster; null without one. */
  readonly cluster: MemberStatus | null;
  /** Number of jobs in the outbox; null when amoCRM is not configured. */
  readonly outbox: number | null;
  /** Number of calls that amoCRM refused permanently and that wait for `server outbox`; null when amoCRM is not configured. */
  readonly parked?: number | null;
  /** Null: there is no store. */
  readonly store?: StoreHealth | null;
  /**
   * Why the log can't be written, as the code of the error and for people, and how many of its lines were lost since the
   * start; undefined: it can.
   */
  readonly log?: { readonly code: string; readonly reason: string; readonly lost: number };
  /** Did amoCRM accept the last request? Null when amoCRM is not configured. */
  readonly isAmocrmWell: boolean | null;
  /** Are the rights of amoCRM's users known? Undefined: they do not apply. */
  readonly rights?: NonNullable<HealthReport['rights']>;
  /** The copy of amoCRM's cards; undefined: there is none. */
  readonly index?: NonNullable<HealthReport['index']>;
}

/** The body of `/health`. */
export interface HealthReport {
  /**
   * `down`: no call events arrive. `degraded`: calls work, but Redis, amoCRM, the store or the log does not, or calls are
   * parked, or entries of the store were lost, or the rights of amoCRM's users are not known, or the copy of its cards is old.
   */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly version: string;
  /** `elsewhere`: another backend holds the connection. */
  readonly telephony: { readonly name: string; readonly link: 'up' | 'down' | 'elsewhere' };
  readonly waiting: number;
  readonly redis?: 'up' | 'down';
  readonly cluster?: MemberStatus;
  readonly outbox?: number;
  readonly parked?: number;
  readonly amocrm?: 'ok' | 'failing';
  /** With `failing` agents see numbers without names, or what they were allowed to see an hour ago (`old`). */
  readonly rights?:
    | { readonly state: 'ok' | 'reading' }
    | { readonly state: 'failing'; readonly code: string; readonly reason: string };
  /**
   * The copy of amoCRM's cards. `cards`: read by this process. `age_seconds`: since all changes were found for the last time;
   * null: not yet. Of several backends the leader keeps it. With `old` agents see cards, and whose they are, as they were then.
   */
  readonly index?: {
    readonly state: 'filling' | 'filled' | 'old';
    readonly cards: number;
    readonly age_seconds: number | null;
    readonly reason?: string;
  };
  readonly store?: StoreHealth;
  readonly log?: {
    readonly state: 'failing';
    readonly code: string;
    readonly reason: string;
    readonly lost: number;
  };
}

/** Builds the body of `/health`. Pure. */
export function healthReport(facts: HealthFacts): HealthReport {
  const { version, telephony, isLinkUp, waiting, isLeader, isRedisUp, cluster, outbox, isAmocrmWell } = facts;
  const parked = facts.parked ?? null;
  const store = facts.store ?? null;
  const link = isLeader === false ? 'elsewhere' : isLinkUp ? 'up' : 'down';
  // A backend without the connection gets call events through Redis only.
  const getsEvents = link === 'elsewhere' ? isRedisUp === true : isLinkUp;
  const isComplete =
    isRedisUp !== false &&
    isAmocrmWell !== false &&
    (parked ?? 0) === 0 &&
    (store === null || isStoreWell(store)) &&
    facts.log === undefined &&
    facts.rights?.state !== 'failing' &&
    facts.index?.state !== 'old';
  return {
    status: getsEvents ? (isComplete ? 'ok' : 'degraded') : 'down',
    version,
    telephony: { name: telephony, link },
    waiting,
    ...(isRedisUp !== null && { redis: isRedisUp ? 'up' : 'down' }),
    ...(cluster !== null && { cluster }),
    ...(outbox !== null && { outbox }),
    ...(parked !== null && { parked }),
    ...(store !== null && { store }),
    ...(facts.log !== undefined && { log: { state: 'failing', ...facts.log } }),
    ...(facts.rights !== undefined && { rights: facts.rights }),
    ...(facts.index !== undefined && { index: facts.index }),
    ...(isAmocrmWell !== null && { amocrm: isAmocrmWell ? 'ok' : 'failing' }),
  };
}
