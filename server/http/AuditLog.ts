import { closeSync, createWriteStream, fstatSync, openSync, readSync, type WriteStream } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import type { DispatchResult } from '../rpc/DispatchResult';
import type { Clock } from '../system/Clock';
import { errorCode } from '../system/errorCode';
import { escapeControls } from '../system/escapeControls';
import { explainFileError } from '../system/FileFault';
import type { AuditEntry } from '../access/AuditEntry';
import { AuditBound } from './AuditBound';
import { auditEntry, writtenEntry, type NumberForm } from './auditEntry';
import type { HttpSettings } from './httpSettings';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/**
 * Writes an entry for each command into the log, and into the audit file when one is configured. A file that can't be
 * written, such as on a full disk, is opened again with the next command; entries in between are in the log only.
 */
export class AuditLog {
  private file: WriteStream | null = null;
  /** The last write failed. */
  private isFailing = false;
  private readonly bound: AuditBound;

  constructor(
    private readonly settings: HttpSettings['audit'],
    private readonly logger: FastifyBaseLogger,
    private readonly clock: Pick<Clock, 'now' | 'elapsed'>,
  ) {
    this.bound = new AuditBound(() => clock.elapsed());
    this.open();
  }

  /**
   * Writes the entry of an answered command, unless there were too many (`AuditBound`).
   * @param json the request's text
   * @param network of the sender's address
   */
  write(json: string, reply: DispatchResult, network: string): void {
    // Before the text is read again: of a sender over the limit that costs nothing.
    if (!this.hasRoom(reply, network)) return;
    const entry = auditEntry(json, reply);
    if (entry !== null) this.append(entry);
  }

  /**
   * Writes the entry of a command that came through any door, unless there were too many.
   * @param from network of the sender's address, or the door's name where only one sender has its key
   */
  writeEntry(entry: AuditEntry, from: string): void {
    if (this.hasRoom(entry, from)) this.append(entry);
  }

  private hasRoom(entry: Parameters<AuditBound['allows']>[0], from: string): boolean {
    if (this.bound.allows(entry, from)) return true;
    if (this.bound.omit()) this.logger.warn(new LogLine(httpLog.auditOmitted, { address: from }));
    return false;
  }

  private append(full: AuditEntry): void {
    const omitted = this.bound.takeOmitted();
    const now = this.clock.now();
    const entry = (form: NumberForm): AuditEntry => ({
      ...writtenEntry(full, form, now),
      ...(omitted > 0 && { omitted }),
    });
    // Whole numbers are for the audit's own file alone: a log goes to more places and people.
    this.logger.info({ audit: entry('last4') }, 'command');
    this.open();
    const line = JSON.stringify({ time: new Date(now).toISOString(), ...entry(this.settings.numbers) });
    this.file?.write(`${escapeControls(line)}\n`, (error) => {
      if (error !== null && error !== undefined) return;
      if (this.isFailing) this.logger.warn(new LogLine(httpLog.auditWritten, this.fields()));
      this.isFailing = false;
    });
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

  private open(): void {
    if (this.settings.file === undefined || this.file !== null) return;
    // Only ever added to, wherever its end is: so a file that was copied and cut off goes on from its new end.
    const file = createWriteStream(this.settings.file, { flags: 'a', mode: 0o600 });
    this.file = file;
    // A full disk may have taken a part of the last line.
    if (this.isFailing && isCutOff(this.settings.file)) file.write('\n');
    file.on('error', (err) => {
      file.destroy();
      if (this.file === file) this.file = null;
      if (!this.isFailing) {
        const reason = explainFileError(errorCode(err));
        this.logger.error(new LogLine(httpLog.auditNotWritten, { ...this.fields(), reason }));
      }
      this.isFailing = true;
    });
  }

  private fields(): object {
    return { file: this.settings.file };
  }
}

/** Does the file end within a line? */
function isCutOff(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    const last = Buffer.alloc(1);
    const { size } = fstatSync(file);
    if (size > 0) readSync(file, last, 0, 1, size - 1);
    closeSync(file);
    return size > 0 && last.toString() !== '\n';
  } catch {
    return false;
  }
}
