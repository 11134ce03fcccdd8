import { createWriteStream, type WriteStream } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import type { DispatchResult } from '../rpc/DispatchResult';
import { errorCode } from '../system/errorCode';
import { explainFileError } from '../system/FileFault';
import { auditEntry } from './auditEntry';
import type { HttpSettings } from './httpSettings';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** Writes an entry for each command into the log, and into the audit file when one is configured. */
export class AuditLog {
  private readonly file: WriteStream | null;

  constructor(
    private readonly settings: HttpSettings['audit'],
    private readonly logger: FastifyBaseLogger,
    /** ms since 1970 */
    private readonly now: () => number,
  ) {
    // Append mode writes at the present end, so the file may be truncated by logrotate's `copytruncate`.
    this.file =
      settings.file === undefined ? null : createWriteStream(settings.file, { flags: 'a', mode: 0o600 });
    this.file?.on('error', (err) => {
      const reason = explainFileError(errorCode(err));
      logger.error(new LogLine(httpLog.auditNotWritten, { file: settings.file, reason }));
    });
  }

  /** Writes the entry of an answered request, unless its method changes nothing. @param json the request's text */
  write(json: string, reply: DispatchResult): void {
    const entry = auditEntry(json, reply, this.settings.numbers);
    if (entry === null) return;
    this.logger.info({ audit: entry }, 'command');
    if (this.file?.writable === true)
      this.file.write(`${JSON.stringify({ time: new Date(this.now()).toISOString(), ...entry })}\n`);
  }

  /** Flushes and closes the file. */
  close(): Promise<void> {
    const { file } = this;
    if (file === null || file.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      file.once('close', resolve);
      file.end();
    });
  }
}
