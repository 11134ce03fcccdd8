import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { systemClock } from '../../../server/system/Clock';
import type { AmiMessage } from '../../../server/telephony/asterisk/ami/AmiMessage';
import { AmiLink } from '../../../server/telephony/asterisk/ami/AmiLink';
import { openAmi } from '../../../server/telephony/asterisk/ami/openAmi';
import type { Pbx } from './Pbx';
import { until } from './until';

/**
 * Records the events of Asterisk, a file for each test, in the folder that RECORD_EVENTS names: such files are what
 * test/server/telephony/asterisk/tracking/recorded is made of.
 */
export class EventRecorder {
  private events: { readonly at: number; readonly event: AmiMessage }[] = [];
  private readonly link: AmiLink;

  private constructor(
    pbx: Pbx,
    private readonly folder: string,
  ) {
    const listener = {
      up: () => undefined,
      down: () => undefined,
      event: (event: AmiMessage) => void this.events.push({ at: Date.now(), event }),
    };
    this.link = new AmiLink(openAmi(pbx.ami(), systemClock), listener, systemClock, Math.random);
  }

  /** Null: nothing is to be recorded. @param folder where to; undefined: nowhere */
  static async start(pbx: Pbx, folder = process.env['RECORD_EVENTS']): Promise<EventRecorder | null> {
    return folder === undefined ? null : EventRecorder.open(pbx, folder);
  }

  static async open(pbx: Pbx, folder: string): Promise<EventRecorder> {
    const recorder = new EventRecorder(pbx, folder);
    recorder.link.start();
    await until('the recorder is connected', () => recorder.link.isUp);
    return recorder;
  }

  /** Writes what has come since the last time. */
  save(name: string): void {
    this.write(name);
    this.forget();
  }

  /** Writes what has come since then, ms since 1970, and keeps it. Returns the file. */
  saveSince(name: string, since: number): string {
    return this.write(name, since);
  }

  /** What has come since then, ms since 1970. */
  since(since: number): readonly AmiMessage[] {
    return this.events.flatMap(({ at, event }) => (at >= since ? [event] : []));
  }

  /** Drops what has come before, ms since 1970; absent: all. */
  forget(before = Infinity): void {
    this.events = this.events.filter(({ at }) => at >= before);
  }

  close(): void {
    this.link.close();
  }

  private write(name: string, since = 0): string {
    const lines = this.since(since)
      .map((event) => JSON.stringify(event))
      .join('\n');
    const file = join(this.folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60)}.jsonl.gz`);
    writeFileSync(file, gzipSync(`${lines}\n`));
    return file;
  }
}
