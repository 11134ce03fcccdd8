import type { FastifyBaseLogger } from 'fastify';
import type { AgentStates } from '../calls/AgentStates';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { Clock } from '../system/Clock';
import type { Metrics } from './Metrics';
import type { Message } from '../system/Message';
import type { MetricsSettings } from './metricsSettings';

/** What is watched. What is not there is not set up. */
export interface WatchFiguresOptions {
  readonly settings: MetricsSettings;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  readonly states: AgentStates;
  readonly directory: AgentDirectory;
  /** Name of the telephone system. */
  readonly telephony: string;
  /** Redis, and whether this backend of several holds the connection to the telephone system. */
  readonly cluster?: {
    readonly isUp: () => boolean;
    readonly isLeader: () => boolean;
    /** This backend's part, as `/health` tells it. */
    readonly status: () => object;
  };
  readonly store?: {
    readonly state: () => StoreFigures;
    /** Changes that are lost, since neither the store nor memory had room. */
    readonly lost: () => number;
  };
  readonly amocrm?: {
    /** Did amoCRM take the last request? */
    readonly isWell: () => boolean;
    /** Errors since the start by reason, which is one of a closed set. */
    readonly errors: () => ReadonlyMap<string, number>;
    /** Entries that are still to be sent. */
    readonly outbox: () => number;
    /** Entries that amoCRM refuses for good. */
    readonly parked: () => number;
  };
}

/** What the store can do at the moment. */
type StoreFigures =
  | { readonly kind: 'ready' | 'closed' }
  | { readonly kind: 'failing'; readonly reason: Message; readonly held: number };

/** Figures that are looked up when Prometheus asks. */
export function watchFigures(metrics: Metrics, watched: WatchFiguresOptions, isLinkUp: () => boolean): void {
  const { states, directory, cluster, store, amocrm } = watched;
  metrics.watch('asteriskng_waiting_polls', 'Polls that are held.', () => states.waitingPolls);
  metrics.watchEach('asteriskng_calls', "Agents' calls by phase.", 'phase', () => phases(states, directory));
  metrics.watch('asteriskng_telephony_up', 'Is the telephone system connected to this backend?', () =>
    Number(isLinkUp()),
  );
  metrics.watch('asteriskng_leader', 'Does this backend hold the connection to the telephone system?', () =>
    Number(cluster?.isLeader() ?? true),
  );
  if (cluster) metrics.watch('asteriskng_redis_up', 'Does Redis answer?', () => Number(cluster.isUp()));
  if (store) {
    metrics.watch('asteriskng_store_up', 'Can the store be read and written?', () =>
      Number(store.state().kind === 'ready'),
    );
    metrics.watch('asteriskng_store_held', 'Changes that wait in memory for the store.', () => {
      const state = store.state();
      return state.kind === 'failing' ? state.held : 0;
    });
    metrics.watch(
      'asteriskng_store_lost',
      'Changes that neither the store nor memory had room for.',
      store.lost,
    );
  }
  if (amocrm) {
    metrics.watch('asteriskng_outbox_entries', 'What is still to be sent to amoCRM.', amocrm.outbox);
    metrics.watch('asteriskng_outbox_parked', 'What amoCRM refuses for good.', amocrm.parked);
    metrics.watchTotals(
      'asteriskng_amocrm_errors_total',
      'Failed requests to amoCRM.',
      'reason',
      amocrm.errors,
    );
  }
}

/** How many calls of all agents are in each phase. */
function phases(states: AgentStates, directory: AgentDirectory): ReadonlyMap<string, number> {
  const count = new Map([
    ['dialing', 0],
    ['ringing', 0],
    ['talking', 0],
  ]);
  for (const { extension } of directory.agents)
    for (const { phase } of states.callsOf(extension))
      if (phase !== 'ended') count.set(phase, (count.get(phase) ?? 0) + 1);
  return count;
}
