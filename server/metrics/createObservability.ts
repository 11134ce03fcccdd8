import type { FastifyInstance } from 'fastify';
import { exceptionNames } from '../../protocol/exceptionName';
import { methods } from '../../protocol/methods';
import { StatusCode } from '../../protocol/statusCode';
import type { TelephonyListener } from '../calls/Telephony';
import type { HttpServerOptions } from '../http/HttpServerOptions';
import { keyChecker } from '../access/keyChecker';
import { CallTraceLog } from './CallTraceLog';
import { healthReport, type HealthFacts, type HealthReport } from './healthReport';
import { Metrics } from './Metrics';
import { metricsRoutes } from './metricsRoutes';
import { watchFigures, type WatchFiguresOptions } from './watchFigures';
import type { TraceLookup } from '../rpc/TraceLookup';
import { LogLine } from '../system/LogLine';
import { linkLog } from './messages';

/** Log, metrics and health of a running backend. */
export interface Observability {
  /** For figures of other parts. */
  readonly metrics: Metrics;
  /** For the dispatcher. */
  readonly traces: TraceLookup;
  /** For the HTTP server. */
  readonly onAnswer: NonNullable<HttpServerOptions['onAnswer']>;
  readonly health: () => HealthReport;
  /** Stands between the telephone system and its listener, and sees what goes by. */
  watch(listener: TelephonyListener): TelephonyListener;
  /** Opens `/metrics`, if it is set so. */
  openRoutes(http: FastifyInstance): void;
}

/** Bounds of what should take milliseconds, s. */
const QUICK = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Builds log, metrics and health. */
export function createObservability(watched: WatchFiguresOptions): Observability {
  const { settings, clock, logger, version, states, directory, telephony, cluster, store, amocrm } = watched;
  const metrics = new Metrics();
  const calls = new CallTraceLog(logger);
  let isLinkUp = false;

  const storeFacts = (): Pick<HealthFacts, 'storeFault' | 'held'> => {
    const state = store?.state();
    return state?.kind === 'failing' ? { storeFault: state.reason.en, held: state.held } : {};
  };

  watchFigures(metrics, watched, () => isLinkUp);
  const countRequest = metrics.counter('asteriskng_requests_total', 'Requests on the wire.', {
    method: ['', ...Object.keys(methods)],
    outcome: ['success', ...exceptionNames, ...Object.values(StatusCode).map(String)],
  });
  const countEvent = metrics.counter('asteriskng_events_total', "Events of agents' calls.", {
    type: ['began', 'answered', 'held', 'farHeld', 'muted', 'connected', 'ended', 'answeredElsewhere'],
  });
  const lag = metrics.durations(
    'asteriskng_event_lag_seconds',
    'From the telephone system sending an event to our hearing of it.',
    QUICK,
  );
  const told = metrics.durations(
    'asteriskng_event_to_answer_seconds',
    'From the telephone system sending an event to the answer of the poll that waited for it.',
    QUICK,
  );

  return {
    metrics,
    traces: {
      originOf: (extension) => states.originOf(extension),
      traceOf: (callId) => calls.traceOf(callId),
    },
    onAnswer: ({ method, outcome, origin }) => {
      countRequest({ method, outcome });
      if (origin !== null) told((clock.now() - origin.at) / 1_000);
    },
    health: () =>
      healthReport({
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
        ...storeFacts(),
      }),
    watch: (listener) => ({
      call(extension, event, origin) {
        if (directory.withExtension(extension) !== null) {
          const now = clock.now();
          countEvent({ type: event.type });
          lag((now - origin.at) / 1_000);
          calls.event(extension, event, origin, now);
        }
        listener.call(extension, event, origin);
      },
      closed: (...args) => listener.closed(...args),
      finished(record) {
        calls.finished(record);
        listener.finished(record);
      },
      resynced(liveIds, at) {
        logger.info({ live: liveIds.size }, 'the telephone system has told of all live calls');
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
      if (enabled) metricsRoutes(http, metrics, token === undefined ? null : keyChecker([token]));
    },
  };
}
