import type { FastifyBaseLogger } from 'fastify';
import type { AgentStates } from '../calls/AgentStates';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { Clock } from '../system/Clock';
import type { StoreHealth } from '../store/storeHealth';
import type { Language, Message } from '../system/Message';
import type { MemberStatus } from './healthReport';
import type { MetricsSettings } from './metricsSettings';

/** Whether users' rights are known, with the reason if not. */
export type RightsFacts =
  | { readonly state: 'ok' | 'reading' }
  | { readonly state: 'failing'; readonly code: string; readonly reason: Message };

/** Dependencies of `createObservability`. A part that is undefined is not configured. */
export interface ObservabilityOptions {
  readonly settings: MetricsSettings;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Counts wrong tokens among the wrong keys of all doors. */
  readonly keyLimiter: Pick<KeyLimiter, 'checkFor'>;
  readonly version: string;
  /** Language of the texts for people in `/health`; undefined: English. */
  readonly language?: Language | undefined;
  readonly states: AgentStates;
  readonly directory: AgentDirectory;
  /** Name of the driver that the configuration names. */
  readonly telephony: string;
  readonly cluster?:
    | {
        /** Does Redis answer? */
        readonly isUp: () => boolean;
        /** Does this backend hold the connection to the telephone system? */
        readonly isLeader: () => boolean;
        /** This backend's status in the cluster, for `/health`. */
        readonly status: () => MemberStatus;
      }
    | undefined;
  readonly store?:
    | {
        /** @param language of the texts for people */
        readonly health: (language: Language) => StoreHealth;
        /** Number of changes lost because neither the store nor memory had room. */
        readonly lost: () => number;
      }
    | undefined;
  /** Can the log be written? `reason`: code of the error. `lost`: number of lines that were lost since the start. */
  readonly log?:
    | (() => { readonly kind: 'ready' | 'failing'; readonly reason: string; readonly lost: number })
    | undefined;
  /** What agents may dial. */
  readonly bounds?: {
    /** Numbers that were not dialled since the start, by reason; the set of reasons is fixed. */
    refused(): ReadonlyMap<string, number>;
  };
  readonly amocrm?:
    | {
        /** Did amoCRM accept the last request? */
        readonly isWell: () => boolean;
        /** Failed requests since the start, by reason; the set of reasons is fixed. */
        readonly errors: () => ReadonlyMap<string, number>;
        /** Number of jobs that are still to be sent. */
        readonly outbox: () => number;
        /** Number of jobs that amoCRM refused permanently. */
        readonly parked: () => number;
        /** The copy of amoCRM's cards: is it filled, and how old, ms? Null: there is none. */
        readonly index?: () => {
          readonly isFilled: boolean;
          readonly cards: number;
          readonly ageMs: number | null;
        } | null;
        /** Do agents see what their users may view there? Null: rights do not apply. */
        readonly rights?: () => RightsFacts | null;
      }
    | undefined;
}
