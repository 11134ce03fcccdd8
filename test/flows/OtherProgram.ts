import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AmiLink } from '../../server/telephony/asterisk/ami/AmiLink';
import type { Ami } from '../../server/telephony/asterisk/ami/Ami';
import { openAmi } from '../../server/telephony/asterisk/ami/openAmi';
import { systemClock } from '../../server/system/Clock';
import type { Pbx } from '../asterisk/support/Pbx';
import { until } from '../asterisk/support/until';
import { extensionOf, toClient, type OfficePlaces } from './officeDialplan';

/** Who is to be called, and in which order. */
export interface Order {
  readonly agent: 'anna' | 'boris' | 'vera';
  /** Such as `+79101000001`. */
  readonly client: string;
  readonly first: 'agent' | 'client';
  readonly how: 'ami' | 'file';
}

/** A CRM, dialler or script beside us, which has calls made by Originate or by call files. */
export class OtherProgram {
  private files = 0;
  private ami: Ami | null = null;
  private readonly link: AmiLink;

  private constructor(
    private readonly pbx: Pbx,
    private readonly places: OfficePlaces,
  ) {
    const listener = {
      up: (ami: Ami) => void (this.ami = ami),
      down: () => void (this.ami = null),
      event: () => undefined,
    };
    this.link = new AmiLink(openAmi(pbx.ami(), systemClock), listener, systemClock, Math.random);
  }

  static async start(pbx: Pbx, places: OfficePlaces): Promise<OtherProgram> {
    const program = new OtherProgram(pbx, places);
    program.link.start();
    await until('the other program is connected', () => program.ami !== null);
    return program;
  }

  /** Resolves once Asterisk has the order. */
  async order({ agent, client, first, how }: Order): Promise<void> {
    const { prefix } = this.places;
    const extension = extensionOf(this.places, agent);
    const number = client.slice(1);
    const order =
      first === 'agent'
        ? { Channel: `PJSIP/${extension}`, Context: `internal-${prefix}`, Extension: number }
        : {
            Channel: toClient(this.places, number),
            Context: `ext-${prefix}`,
            Extension: extension,
          };
    const lines = { ...order, Priority: '1', CallerID: `<${number}>` };
    if (how === 'file') {
      this.leave({ ...lines, WaitTime: '30', MaxRetries: '0' });
      return;
    }
    if (this.ami === null) throw new Error('the other program is not connected');
    const { Extension: Exten, ...others } = lines;
    await this.ami.send({ name: 'Originate', fields: { ...others, Exten, Timeout: '30000', Async: 'true' } });
  }

  close(): void {
    this.link.close();
  }

  /** Moved there whole: Asterisk reads a file as soon as it is in the folder. */
  private leave(lines: Readonly<Record<string, string>>): void {
    this.files += 1;
    const { run } = this.pbx.places;
    const name = `${this.places.prefix}-${this.files}.call`;
    const text = Object.entries(lines).map(([key, value]) => `${key}: ${value}\n`);
    writeFileSync(join(run, 'spool/tmp', name), text.join(''));
    renameSync(join(run, 'spool/tmp', name), join(run, 'spool/outgoing', name));
  }
}
