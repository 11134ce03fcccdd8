/** What is known of the backend and of what it leans on. */
export interface HealthFacts {
  readonly version: string;
  /** Name of the telephone system. */
  readonly telephony: string;
  readonly isLinkUp: boolean;
  /** Polls that are held now. */
  readonly waiting: number;
  /** One of several backends: does this one hold the connection to the telephone system? Null: it is the only one. */
  readonly isLeader: boolean | null;
  /** Null: no Redis is set up. */
  readonly isRedisUp: boolean | null;
  /** This backend's part among several; null: it is the only one. */
  readonly cluster: object | null;
  /** Entries of the outbox; null: no amoCRM is set up. */
  readonly outbox: number | null;
  /** Calls that amoCRM refused for good; they wait for `server outbox`. */
  readonly parked?: number | null;
  /** Why the store can't be used; null: it can, or there is none. */
  readonly storeFault?: string | null;
  /** Changes that wait in memory for the store. */
  readonly held?: number;
  /** Did amoCRM take the last request? Null: no amoCRM is set up. */
  readonly isAmocrmWell: boolean | null;
}

/** What `/health` answers. */
export interface HealthReport {
  /** `down`: it hears of no calls. `degraded`: calls work, and something beside them does not. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly version: string;
  /** `elsewhere`: another backend holds the connection. */
  readonly telephony: { readonly name: string; readonly link: 'up' | 'down' | 'elsewhere' };
  readonly waiting: number;
  readonly redis?: 'up' | 'down';
  readonly cluster?: object;
  readonly outbox?: number;
  readonly parked?: number;
  readonly amocrm?: 'ok' | 'failing';
  readonly store?: { readonly state: 'failing'; readonly reason: string; readonly held: number };
}

/** The facts as `/health` tells them. */
export function healthReport(facts: HealthFacts): HealthReport {
  const { version, telephony, isLinkUp, waiting, isLeader, isRedisUp, cluster, outbox, isAmocrmWell } = facts;
  const parked = facts.parked ?? null;
  const storeFault = facts.storeFault ?? null;
  const link = isLeader === false ? 'elsewhere' : isLinkUp ? 'up' : 'down';
  // One that does not hold the connection hears of calls through Redis alone.
  const hears = link === 'elsewhere' ? isRedisUp === true : isLinkUp;
  const isWell = isRedisUp !== false && isAmocrmWell !== false && (parked ?? 0) === 0 && storeFault === null;
  return {
    status: hears ? (isWell ? 'ok' : 'degraded') : 'down',
    version,
    telephony: { name: telephony, link },
    waiting,
    ...(isRedisUp !== null && { redis: isRedisUp ? 'up' : 'down' }),
    ...(cluster !== null && { cluster }),
    ...(outbox !== null && { outbox }),
    ...(parked !== null && { parked }),
    ...(storeFault !== null && { store: { state: 'failing', reason: storeFault, held: facts.held ?? 0 } }),
    ...(isAmocrmWell !== null && { amocrm: isAmocrmWell ? 'ok' : 'failing' }),
  };
}
