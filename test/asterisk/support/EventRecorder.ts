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
  private events: AmiMessage[] = [];
  private readonly link: AmiLink;

  private constructor(
    pbx: Pbx,
    private readonly folder: string,
  ) {
    const listener = {
      up: () => undefined,
      down: () => undefined,
      event: (event: AmiMessage) => void this.events.push(event),
    };
    this.link = new AmiLink(openAmi(pbx.ami(), systemClock), listener, systemClock, Math.random);
  }

  /** Null: nothing is to be recorded. @param folder where to; undefined: nowhere */
  static async start(pbx: Pbx, folder = process.env['RECORD_EVENTS']): Promise<EventRecorder | null> {
    if (folder === undefined) return null;
    const recorder = new EventRecorder(pbx, folder);
    recorder.link.start();
    await until('the recorder is connected', () => recorder.link.isUp);
    return recorder;
  }

  /** Writes what has come since the last time. */
  save(name: string): void {
    const lines = this.events.map((event) => JSON.stringify(event)).join('\n');
    this.events = [];
    const file = name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60);
    writeFileSync(join(this.folder, `${file}.jsonl.gz`), gzipSync(`${lines}\n`));
  }

  /** Drops what has come since the last time. */
  forget(): void {
    this.events = [];
  }

  close(): void {
    this.link.close();
  }
}
