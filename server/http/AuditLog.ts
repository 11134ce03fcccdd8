import { createWriteStream, type WriteStream } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import type { DispatchResult } from '../rpc/DispatchResult';
import { errorCode } from '../system/errorCode';
import { whyNoFile } from '../system/FileFault';
import { auditEntry } from './auditEntry';
import type { HttpSettings } from './httpSettings';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** A line for each command: into the log, and into a file of its own where one is set. */
export class AuditLog {
  private readonly file: WriteStream | null;

  constructor(
    private readonly settings: HttpSettings['audit'],
    private readonly logger: FastifyBaseLogger,
    /** ms since 1970 */
    private readonly now: () => number,
  ) {
    // Only ever added to, wherever its end is: so a file that was copied and cut off goes on from its new end.
    this.file =
      settings.file === undefined ? null : createWriteStream(settings.file, { flags: 'a', mode: 0o600 });
    this.file?.on('error', (err) => {
      const reason = whyNoFile(errorCode(err));
      logger.error(new LogLine(httpLog.auditNotWritten, { file: settings.file, reason }));
    });
  }

  /** Notes a request that was answered, if it was a command. */
  note(json: string, reply: DispatchResult): void {
    const entry = auditEntry(json, reply, this.settings.numbers);
    if (entry === null) return;
    this.logger.info({ audit: entry }, 'command');
    if (this.file?.writable === true)
      this.file.write(`${JSON.stringify({ time: new Date(this.now()).toISOString(), ...entry })}\n`);
  }

  /** Writes what is not written yet, and closes the file. */
  close(): Promise<void> {
    const { file } = this;
    if (file === null || file.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      file.once('close', resolve);
      file.end();
    });
  }
}
