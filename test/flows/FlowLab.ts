import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventRecorder } from '../asterisk/support/EventRecorder';
import { freeUdpPort } from '../asterisk/support/freePort';
import { Pbx } from '../asterisk/support/Pbx';
import { bundleProgram } from '../support/bundleProgram';
import { runFlow, type FlowResult } from './compareFlow';
import type { Flow } from './Flow';
import { FlowOffice } from './FlowOffice';
import { hostOf, officeDialplan, type OfficePlaces } from './officeDialplan';

const FIRST_PREFIX = 10;

/** Offices side by side on one real Asterisk. */
export class FlowLab {
  private constructor(
    private readonly pbx: Pbx,
    readonly offices: readonly FlowOffice[],
    private readonly recorder: EventRecorder | null,
  ) {}

  static async open(count: number): Promise<FlowLab> {
    const [pbx, program] = [await Pbx.start(), await bundleProgram('server/main.ts')];
    const offices: FlowOffice[] = [];
    try {
      const places: OfficePlaces[] = [];
      for (let index = 0; index < count; index += 1) places.push(await placesOf(FIRST_PREFIX + index));
      for (const one of places)
        for (const [name, text] of Object.entries(officeDialplan(one)))
          appendFileSync(join(pbx.places.run, 'etc', name), `\n${text}\n`);
      // On a busy machine packets come in bursts, which the check of their source takes for a stranger's for seconds.
      appendFileSync(join(pbx.places.run, 'etc/rtp.conf'), '\n[general](+)\nstrictrtp = no\n');
      await pbx.restart();
      for (const one of places) offices.push(await FlowOffice.open(pbx, one, program));
      return new FlowLab(pbx, offices, await EventRecorder.start(pbx));
    } catch (error) {
      for (const office of offices) await office.close();
      await pbx.close();
      throw error;
    }
  }

  /** Plays them, as many at once as there are offices. @param onResult gets each as it ends */
  async play(flows: readonly Flow[], onResult: (result: FlowResult) => void): Promise<void> {
    const left = [...flows];
    await Promise.all(
      this.offices.map(async (office) => {
        for (let flow = left.shift(); flow !== undefined; flow = left.shift())
          onResult(await runFlow(office, flow));
      }),
    );
  }

  /** Plays one in an office, while no other one plays, and keeps Asterisk's events of it if they are recorded. */
  async playAlone(flow: Flow): Promise<FlowResult> {
    const result = await runFlow(this.offices[0]!, flow);
    this.recorder?.save(`flow-${flow.seed}`);
    return result;
  }

  async close(): Promise<void> {
    this.recorder?.close();
    for (const office of this.offices) await office.close();
    await this.pbx.close();
  }
}

async function placesOf(prefix: number): Promise<OfficePlaces> {
  const places = { prefix, ports: { a: 0, b: 0, m: 0 } };
  const port = (trunk: 'a' | 'b' | 'm'): Promise<number> => freeUdpPort(hostOf(places, trunk));
  return { prefix, ports: { a: await port('a'), b: await port('b'), m: await port('m') } };
}
