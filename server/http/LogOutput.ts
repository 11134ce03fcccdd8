import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { DestinationStream } from 'pino';
import { errorCode } from '../system/errorCode';
import { escapeControls } from '../system/escapeControls';

/** What waits for the reader of a pipe at most, bytes. */
const MOST_WAITING = 262_144;
/** A pipe of which nothing more is taken, as code of an error. */
const NOT_READ = 'EAGAIN';

/** Whether the log can be written. `lost`: lines since the start that could not. */
export interface LogFigures {
  readonly kind: 'ready' | 'failing';
  /** Node's code of the error, such as `ENOSPC`; empty: none. */
  readonly reason: string;
  readonly lost: number;
}

/** Where text goes; returns how much of it was taken, bytes, and the code of the error that kept out the rest. */
type Sink = (text: Buffer) => { readonly taken: number; readonly fault: string };

/**
 * Where the log goes, usually standard output. A line that can't be written, since a disk is full or the reader of a pipe
 * does not read, is dropped and counted, so that the log never stops or ends the backend. Once a line can be written
 * again, another one before it says how many were lost.
 *
 * ```
 *   ready ──a line can't be written──▶ failing ──a line can be written──▶ ready
 * ```
 */
export class LogOutput implements DestinationStream {
  private readonly sink: Sink;
  private fault = '';
  private lost = 0;
  private lostInRow = 0;
  /** A part of the last line was written. */
  private isCutOff = false;

  /**
   * @param fd file descriptor, 1 for standard output
   * @param lostLine the line that says how many lines were lost
   */
  constructor(
    fd: number,
    private readonly lostLine: (lost: number) => string,
  ) {
    const kind = fstatSync(fd);
    this.sink = kind.isFIFO() || kind.isSocket() ? pipeSink(fd) : fileSink(fd);
  }

  /** Never fails. @param line with the line feed at its end */
  write(line: string): void {
    if (this.put(line)) return;
    this.lost += 1;
    this.lostInRow += 1;
  }

  /** Tries again first while lines are being lost, since the last line may be long ago. */
  figures(): LogFigures {
    if (this.fault !== '') this.put('');
    return { kind: this.fault === '' ? 'ready' : 'failing', reason: this.fault, lost: this.lost };
  }

  private put(line: string): boolean {
    const notice = this.lostInRow === 0 ? '' : this.lostLine(this.lostInRow);
    const text = Buffer.from(`${this.isCutOff ? '\n' : ''}${notice}${escapeControls(line)}`);
    const { taken, fault } = this.sink(text);
    this.fault = fault;
    if (taken > 0) this.isCutOff = taken < text.length;
    if (taken < text.length) return false;
    this.lostInRow = 0;
    return true;
  }
}

/** Of a file, a terminal or a device: written at once. */
function fileSink(fd: number): Sink {
  return (text) => {
    let taken = 0;
    try {
      // A disk that becomes full takes a part.
      while (taken < text.length) taken += writeSync(fd, text, taken);
      return { taken, fault: '' };
    } catch (error) {
      return { taken, fault: errorCode(error) || 'EIO' };
    }
  };
}

/** Of a pipe or a socket, such as that of journald: what the reader has not taken yet waits in memory, bounded. */
function pipeSink(fd: number): Sink {
  const socket = new Socket({ fd, readable: false, writable: true });
  // It keeps no process alive.
  socket.unref();
  let fault = '';
  socket.on('error', (error) => (fault = errorCode(error) || 'EIO'));
  return (text) => {
    if (fault === '' && socket.writableLength + text.length > MOST_WAITING)
      return { taken: 0, fault: NOT_READ };
    if (fault !== '') return { taken: 0, fault };
    socket.write(text);
    return { taken: text.length, fault: '' };
  };
}
