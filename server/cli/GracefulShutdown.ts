import type { FastifyBaseLogger } from 'fastify';
import { LogLine } from '../system/LogLine';
import { processLog } from './messages';
import type { Clock } from '../system/Clock';

/** How long a stop may take, ms: less than the 10 s after which Docker kills. */
export const STOP_LIMIT_MS = 9_000;

/** What of Node's `process` is needed. */
export interface HostProcess {
  on(event: 'SIGTERM' | 'SIGINT' | 'unhandledRejection' | 'uncaughtException', act: EventAction): void;
  exit(code: number): void;
}

type EventAction = (what: unknown) => void;

/**
 * The end of the process.
 *
 * ```
 *   running ──SIGTERM, SIGINT──▶ stopping ──all is closed──▶ ended (0)
 *                                stopping ──9 s, or the signal again──▶ ended (1)
 *   running, stopping ──an uncaught error──▶ ended (1)
 * ```
 */
export class GracefulShutdown {
  private isStopping = false;

  constructor(
    private readonly host: HostProcess,
    private readonly clock: Clock,
    private readonly logger: Pick<FastifyBaseLogger, 'info' | 'error' | 'fatal'>,
    /** Answers who waits, stores what was received, leaves the telephone system. */
    private readonly close: () => Promise<void>,
  ) {}

  /** Begins to listen to signals and errors. */
  begin(): void {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) this.host.on(signal, () => this.stop(signal));
    for (const event of ['unhandledRejection', 'uncaughtException'] as const)
      this.host.on(event, (err) => {
        // The state can't be relied on any more: the service manager restarts the process.
        this.logger.fatal(new LogLine(processLog.uncaught, { err }));
        this.host.exit(1);
      });
  }

  private stop(signal: string): void {
    if (this.isStopping) {
      this.host.exit(1);
      return;
    }
    this.isStopping = true;
    this.logger.info({ signal }, 'stopping');
    const stopTimer = this.clock.after(STOP_LIMIT_MS, () => {
      this.logger.error(new LogLine(processLog.stopTooLong));
      this.host.exit(1);
    });
    const end = (code: number): void => {
      stopTimer();
      this.host.exit(code);
    };
    this.close().then(
      () => {
        this.logger.info('stopped');
        end(0);
      },
      (err: unknown) => {
        this.logger.error(new LogLine(processLog.stopFailed, { err }));
        end(1);
      },
    );
  }
}
