import { PATIENCE_MS } from '../../support/patience';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallRecord } from '../../../server/calls/CallRecord';
import { wav, writeAt } from './soundFile';
import { listen, startDoors, type DoorsUnderTest } from './startDoors';

export const DAY_MS = 86_400_000;

/** A second of sound. */
export const sound = wav();

/** A backend that serves the recordings of a folder over a real socket. */
export class RecordingsHouse {
  readonly folder = mkdtempSync(join(tmpdir(), 'monitor-'));
  house!: DoorsUnderTest;
  base = '';

  async start(changes: object = {}): Promise<void> {
    this.house = await startDoors({
      recordings: {
        folders: [this.folder],
        address: 'https://pbx.example.com/asterisk_ng',
        linkKey: 'a-key-of-links-for-tests',
        timeZone: 'Europe/Moscow',
        mp3: { enabled: false },
        ...changes,
      },
    });
    this.base = await listen(this.house.http);
  }

  close(): Promise<void> {
    return this.house.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** A call that ended so long ago, ms. */
  record(name: string, ago = DAY_MS): CallRecord {
    const now = this.house.timer.now();
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
    const link = this.house.doors.linkOf(this.record(name, ago));
    return this.base + new URL(link ?? 'no link').pathname;
  }

  /** Writes a file as if so long ago, ms. */
  write(name: string, bytes: Buffer | string = sound, ago = DAY_MS): void {
    writeAt(join(this.folder, name), bytes, this.house.timer.now() - ago);
  }

  /** Lets a question that waits for a file go on, so many times half a second. */
  async pass(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      // The file system answers when it likes, so the timer is awaited before time goes on.
      await this.untilTimers((pending) => pending > 0);
      await this.house.timer.pass(500);
    }
  }

  /** Lets time go on as far as the answer needs. */
  async passUntil(answer: Promise<Response>): Promise<Response> {
    const ended = new AbortController();
    const end = (): void => ended.abort();
    answer.then(end, end);
    while (!ended.signal.aborted) {
      if (this.house.timer.pending > 0) await this.house.timer.pass(500);
      else await new Promise(setImmediate);
    }
    return answer;
  }

  /** Waits until so many timers are set; what never comes is for the test to see. */
  async untilTimers(isReached: (pending: number) => boolean): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!isReached(this.house.timer.pending) && performance.now() < end) await new Promise(setImmediate);
  }
}
