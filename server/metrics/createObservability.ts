import type { FastifyInstance } from 'fastify';
import { exceptionNames } from '../../protocol/ExceptionName';
import { methods } from '../../protocol/methods';
import { StatusCode } from '../../protocol/StatusCode';
import type { TelephonyListener } from '../calls/Telephony';
import type { HttpServerOptions } from '../http/HttpServerOptions';
import { keyChecker } from '../access/keyChecker';
import { CallTraceLog } from './CallTraceLog';
import { healthReport, type HealthFacts, type HealthReport } from './healthReport';
import { indexHealth } from './indexHealth';
import { Metrics } from './Metrics';
import { metricsRoutes } from './metricsRoutes';
import type { ObservabilityOptions } from './ObservabilityOptions';
import { publicHealth, type PublicHealth } from './publicHealth';
import { registerMetrics } from './registerMetrics';
import type { TraceLookup } from '../rpc/TraceLookup';
import { explainFileError } from '../system/FileFault';
import { LogLine } from '../system/LogLine';
import { DEFAULT_LANGUAGE } from '../system/Message';
import { linkLog } from './messages';

/** Call log, metrics and health of a running backend. */
export interface Observability {
  /** For features with metrics of their own. */
  readonly metrics: Metrics;
  /** Finds the trace under which the dispatcher logs a command. */
  readonly traces: TraceLookup;
  /** Called by the HTTP server for each answered request of the wire; counts it. */
  readonly onAnswer: NonNullable<HttpServerOptions['onAnswer']>;
  /** The body of `/health`. @param isLocal for this machine itself */
  readonly health: (isLocal: boolean) => HealthReport | PublicHealth;
  /** Wraps the driver's listener: logs and counts each event of agents, then passes it on. */
  observe(listener: TelephonyListener): TelephonyListener;
  /** Registers `/metrics`, unless `metrics.enabled` is false. */
  openRoutes(http: FastifyInstance): void;
}

/** Upper bounds of the histograms' buckets, s. */
const QUICK = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Builds call log, metrics and health. */
export function createObservability(options: ObservabilityOptions): Observability {
  const { settings, clock, logger, version, states, directory, telephony } = options;
  const { keyLimiter, cluster, store, log, amocrm, language = DEFAULT_LANGUAGE } = options;
  const metrics = new Metrics();
  const callLog = new CallTraceLog(logger);
  let isLinkUp = false;

  const logFacts = (): Pick<HealthFacts, 'log'> => {
    const state = log?.();
    return state?.kind === 'failing'
      ? { log: { code: state.reason, reason: explainFileError(state.reason)[language], lost: state.lost } }
      : {};
  };

  const rightsFacts = (): Pick<HealthFacts, 'rights'> => {
    const rights = amocrm?.rights?.() ?? null;
    if (rights === null) return {};
    return { rights: rights.state === 'failing' ? { ...rights, reason: rights.reason[language] } : rights };
  };

  const indexFacts = (): Pick<HealthFacts, 'index'> => {
    const index = amocrm?.index?.() ?? null;
    // A backend that does not lead keeps none.
    return index === null ? {} : { index: indexHealth(index, cluster?.isLeader() ?? true, language) };
  };

  registerMetrics(metrics, options, () => isLinkUp);
  const countRequest = metrics.addCounter('asteriskng_requests_total', 'Requests on the wire.', {
    method: ['', ...Object.keys(methods)],
    outcome: ['success', ...exceptionNames, ...Object.values(StatusCode).map(String)],
  });
  const countEvent = metrics.addCounter('asteriskng_events_total', "Events of agents' calls.", {
    type: ['began', 'answered', 'held', 'farHeld', 'muted', 'connected', 'ended', 'answeredElsewhere'],
  });
  const addEventLag = metrics.addHistogram(
    'asteriskng_event_lag_seconds',
    'Time from the telephone system sending an event to its arrival.',
    QUICK,
  );
  const addAnswerDelay = metrics.addHistogram(
    'asteriskng_event_to_answer_seconds',
    'Time from the telephone system sending an event to the answer of the poll that was held.',
    QUICK,
  );

  return {
    metrics,
    traces: {
      originOf: (extension) => states.originOf(extension),
      traceOf: (callId) => callLog.traceOf(callId),
    },
    onAnswer: ({ method, outcome, origin }) => {
      countRequest({ method, outcome });
      if (origin !== null) addAnswerDelay((clock.now() - origin.at) / 1_000);
    },
    health: (isLocal) => {
      const report = healthReport({
        version,
        telephony,
        isLinkUp,
        waiting: states.waitingPolls,
        isLeader: cluster?.isLeader() ?? null,
        isRedisUp: cluster?.isUp() ?? null,
        cluster: cluster?.status() ?? null,
        outbox: amocrm?.outbox() ?? null,
        parked: amocrm?.parked() ?? null,
        isAmocrmWell: amocrm?.isWell() ?? null,
        store: store?.health(language) ?? null,
        ...logFacts(),
        ...rightsFacts(),
        ...indexFacts(),
      });
      return isLocal ? report : publicHealth(report);
    },
    observe: (listener) => ({
      call(extension, event, origin) {
        if (directory.withExtension(extension) !== null) {
          const now = clock.now();
          countEvent({ type: event.type });
          addEventLag((now - origin.at) / 1_000);
          callLog.event(extension, event, origin, now);
        }
        listener.call(extension, event, origin);
      },
      closed: (...args) => listener.closed(...args),
      finished(record) {
        callLog.finished(record);
        listener.finished(record);
      },
      resynced(liveIds, at) {
        logger.info({ live: liveIds.size }, 'resync: all live calls were read from the telephone system');
        listener.resynced(liveIds, at);
      },
      link(isUp) {
        if (isUp && !isLinkUp) logger.info({ telephony }, 'connected');
        if (!isUp && isLinkUp) logger.error(new LogLine(linkLog.lost, { telephony }));
        isLinkUp = isUp;
        listener.link(isUp);
      },
    }),
    openRoutes(http) {
      const { enabled, token } = settings;
      if (enabled)
        metricsRoutes(http, metrics, token === undefined ? null : keyLimiter.checkFor(keyChecker([token])));
    },
  };
}
