import type { FastifyBaseLogger } from 'fastify';
import type { AgentStates } from '../calls/AgentStates';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { Clock } from '../system/Clock';
import type { Metrics } from './Metrics';
import type { MetricsSettings } from './metricsSettings';

/** Sources of the metrics. An absent part is not configured. */
export interface WatchFiguresOptions {
  readonly settings: MetricsSettings;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  readonly states: AgentStates;
  readonly directory: AgentDirectory;
  /** Name of the driver, such as `asterisk`. */
  readonly telephony: string;
  readonly cluster?: {
    /** Does Redis answer? */
    readonly isUp: () => boolean;
    /** Does this backend hold the connection to the telephone system? */
    readonly isLeader: () => boolean;
    /** This backend's status in the cluster, for `/health`. */
    readonly status: () => object;
  };
  readonly amocrm?: {
    /** Did amoCRM accept the last request? */
    readonly isWell: () => boolean;
    /** Failed requests since the start, by reason; the set of reasons is fixed. */
    readonly errors: () => ReadonlyMap<string, number>;
    /** Number of jobs that are still to be sent. */
    readonly outbox: () => number;
    /** Number of jobs that amoCRM refused permanently. */
    readonly parked: () => number;
  };
}

/** Registers the metrics that are read at each scrape. */
export function watchFigures(metrics: Metrics, watched: WatchFiguresOptions, isLinkUp: () => boolean): void {
  const { states, directory, cluster, amocrm } = watched;
  metrics.watch('asteriskng_waiting_polls', 'Polls that are held.', () => states.waitingPolls);
  metrics.watchEach('asteriskng_calls', "Agents' calls by phase.", 'phase', () => phases(states, directory));
  metrics.watch('asteriskng_telephony_up', 'Is the telephone system connected to this backend?', () =>
    Number(isLinkUp()),
  );
  metrics.watch('asteriskng_leader', 'Does this backend hold the connection to the telephone system?', () =>
    Number(cluster?.isLeader() ?? true),
  );
  if (cluster) metrics.watch('asteriskng_redis_up', 'Does Redis answer?', () => Number(cluster.isUp()));
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

/** Number of live calls of all agents, by phase. */
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
