import type { AgentStates } from '../calls/AgentStates';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { DEFAULT_LANGUAGE } from '../system/Message';
import type { Metrics } from './Metrics';
import type { ObservabilityOptions } from './ObservabilityOptions';

/** Registers the metrics that are read at each scrape. */
export function registerMetrics(
  metrics: Metrics,
  {
    states,
    directory,
    cluster,
    store,
    log,
    amocrm,
    bounds,
  }: Pick<ObservabilityOptions, 'states' | 'directory' | 'cluster' | 'store' | 'log' | 'amocrm' | 'bounds'>,
  isLinkUp: () => boolean,
): void {
  metrics.addGauge('asteriskng_waiting_polls', 'Polls that are held.', () => states.waitingPolls);
  metrics.addLabelledGauge('asteriskng_calls', "Agents' calls by phase.", 'phase', () =>
    phases(states, directory),
  );
  metrics.addGauge('asteriskng_telephony_up', 'Is the telephone system connected to this backend?', () =>
    Number(isLinkUp()),
  );
  metrics.addGauge(
    'asteriskng_leader',
    'Does this backend hold the connection to the telephone system?',
    () => Number(cluster?.isLeader() ?? true),
  );
  if (cluster) metrics.addGauge('asteriskng_redis_up', 'Does Redis answer?', () => Number(cluster.isUp()));
  if (store) {
    metrics.addGauge('asteriskng_store_up', 'Can the store be read and written?', () =>
      Number(store.health(DEFAULT_LANGUAGE).state === 'ready'),
    );
    metrics.addGauge(
      'asteriskng_store_held',
      'Changes that wait in memory for the store.',
      () => store.health(DEFAULT_LANGUAGE).held,
    );
    metrics.addGauge(
      'asteriskng_store_losses',
      'Losses of entries of the store that the operator has not accepted.',
      () => store.health(DEFAULT_LANGUAGE).losses.length,
    );
    metrics.addGauge(
      'asteriskng_store_lost',
      'Changes that neither the store nor memory had room for.',
      store.lost,
    );
  }
  if (log) {
    metrics.addGauge('asteriskng_log_up', 'Can the log be written?', () => Number(log().kind === 'ready'));
    metrics.addGauge('asteriskng_log_lost', 'Lines of the log that could not be written.', () => log().lost);
  }
  if (bounds)
    metrics.addLabelledCounter(
      'asteriskng_dialing_refused_total',
      'Numbers that were not dialled, since rules or limits forbid it.',
      'reason',
      () => bounds.refused(),
    );
  if (amocrm) {
    metrics.addGauge('asteriskng_outbox_entries', 'What is still to be sent to amoCRM.', amocrm.outbox);
    metrics.addGauge('asteriskng_outbox_parked', 'What amoCRM refuses for good.', amocrm.parked);
    metrics.addLabelledCounter(
      'asteriskng_amocrm_errors_total',
      'Failed requests to amoCRM.',
      'reason',
      amocrm.errors,
    );
    if (amocrm.index && amocrm.index() !== null) registerIndex(metrics, amocrm.index);
  }
}

type IndexFigures = NonNullable<NonNullable<ObservabilityOptions['amocrm']>['index']>;

function registerIndex(metrics: Metrics, index: IndexFigures): void {
  metrics.addGauge('asteriskng_index_filled', "Was the copy of amoCRM's cards read to its end?", () =>
    Number(index()?.isFilled ?? false),
  );
  metrics.addGauge(
    'asteriskng_index_cards',
    'Cards that were read into the copy since the start.',
    () => index()?.cards ?? 0,
  );
  metrics.addGauge(
    'asteriskng_index_age_seconds',
    'Time since all changes of cards were found; NaN: not yet.',
    () => (index()?.ageMs ?? Number.NaN) / 1_000,
  );
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
