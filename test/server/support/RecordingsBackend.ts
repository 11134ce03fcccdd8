import { PATIENCE_MS } from '../../support/patience';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallRecord } from '../../../server/calls/CallRecord';
import { wav, writeAt } from './soundFile';
import { listen, startRoutes, type RoutesUnderTest } from './startRoutes';
import { passUntil } from './passUntil';

export const DAY_MS = 86_400_000;

/** A second of sound. */
export const sound = wav();

/** A backend that serves the recordings of a folder over a real socket. */
export class RecordingsBackend {
  readonly folder = mkdtempSync(join(tmpdir(), 'monitor-'));
  backend!: RoutesUnderTest;
  base = '';

  async start(changes: object = {}): Promise<void> {
    this.backend = await startRoutes({
      recordings: {
        folders: [this.folder],
        address: 'https://pbx.example.com/asterisk_ng',
        linkKey: 'a-key-of-links-for-tests',
        timeZone: 'Europe/Moscow',
        mp3: { enabled: false },
        ...changes,
      },
    });
    this.base = await listen(this.backend.http);
  }

  close(): Promise<void> {
    return this.backend.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** A call that ended `ago` ms ago. */
  record(name: string, ago = DAY_MS): CallRecord {
    const now = this.backend.timer.now();
    return {
      id: '1763700000.4',
      direction: 'inbound',
      number: '+79101234567',
      via: null,
      outcome: 'answered',
      extension: '101',
      extensions: ['101'],
      startedAt: now - ago - 60_000,
      answeredAt: now - ago - 50_000,
      endedAt: now - ago,
      recording: name,
    };
  }

  addressOf(name: string, ago?: number): string {
    const link = this.backend.recordings.linkOf(this.record(name, ago));
    return this.base + new URL(link ?? 'no link').pathname;
  }

  /** Writes a file that is `ago` ms old. */
  write(name: string, bytes: Buffer | string = sound, ago = DAY_MS): void {
    writeAt(join(this.folder, name), bytes, this.backend.timer.now() - ago);
  }

  /** Moves the clock by `steps` half seconds while a request waits for a file. */
  async pass(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      // File access takes real time, so the timer is awaited before the clock is moved.
      await this.untilTimers((pending) => pending > 0);
      await this.backend.timer.pass(500);
    }
  }

  /** Moves the clock until the answer is there. */
  async passUntil(answer: Promise<Response>): Promise<Response> {
    const ended = new AbortController();
    const end = (): void => ended.abort();
    answer.then(end, end);
    const { timer } = this.backend;
    const whereDue = { pass: (ms: number) => (timer.pending > 0 ? timer.pass(ms) : Promise.resolve()) };
    await passUntil(whereDue, 500, 'it is answered', () => ended.signal.aborted);
    return answer;
  }

  /** Waits until the number of timers fulfils `isReached`, for `PATIENCE_MS` at most. */
  async untilTimers(isReached: (pending: number) => boolean): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!isReached(this.backend.timer.pending) && performance.now() < end) await new Promise(setImmediate);
  }
}
