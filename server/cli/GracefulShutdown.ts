import type { FastifyBaseLogger } from 'fastify';
import { LogLine } from '../system/LogLine';
import { closeWithin } from './closeWithin';
import { processLog } from './messages';
import type { Clock } from '../system/Clock';

/** Time limit of a shutdown, ms: less than the 10 s after which Docker kills the process. */
export const STOP_LIMIT_MS = 9_000;

/** The part of Node's `process` that is used. */
export interface HostProcess {
  on(
    event: 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'unhandledRejection' | 'uncaughtException',
    listener: Listener,
  ): void;
  exit(code: number): void;
}

type Listener = (cause: unknown) => void;

/**
 * Ends the process: on SIGTERM, SIGINT or SIGHUP after an orderly close, on an uncaught error at once. Exit codes in brackets.
 *
 * ```
 *   running ──SIGTERM, SIGINT, SIGHUP──▶ stopping ──closed──▶ ended (0)
 *                                stopping ──close failed, 9 s passed, or a second signal──▶ ended (1)
 *   running, stopping ──an uncaught error──▶ ended (1)
 * ```
 */
export class GracefulShutdown {
  private isStopping = false;

  constructor(
    private readonly host: HostProcess,
    private readonly clock: Clock,
    private readonly logger: Pick<FastifyBaseLogger, 'info' | 'error' | 'fatal'>,
    /** Closes the server: answers held polls, stores finished calls, disconnects from the telephone system. */
    private readonly close: () => Promise<void>,
  ) {}

  /** Registers the handlers of signals and uncaught errors. */
  begin(): void {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      this.host.on(signal, () => this.stop(signal));
    for (const event of ['unhandledRejection', 'uncaughtException'] as const)
      this.host.on(event, (err) => {
        // The state may be inconsistent: exit, and let the service manager restart the process.
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
    void closeWithin(STOP_LIMIT_MS, this.close, this.clock, this.logger).then((isClosed) => {
      if (isClosed) this.logger.info('stopped');
      this.host.exit(isClosed ? 0 : 1);
    });
  }
}
