import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AmiMessage } from '../../server/telephony/asterisk/ami/AmiMessage';
import { EventRecorder } from '../asterisk/support/EventRecorder';
import { freeUdpPort } from '../asterisk/support/freePort';
import { Pbx } from '../asterisk/support/Pbx';
import { putFirst } from '../asterisk/support/putFirst';
import { bundleProgram } from '../support/bundleProgram';
import { runFlow, type FlowResult } from './compareFlow';
import type { Flow } from './Flow';
import { FlowOffice } from './FlowOffice';
import { hasMusicAfterParking } from './musicAfterParking';
import { keepPhones, keptFlows } from './keptFlows';
import { openFarSide } from './openFarSide';
import { hostOf, officeDialplan, type Far, type OfficePlaces } from './officeDialplan';

const FIRST_PREFIX = 10;

/** A flow that was played alone, and all that Asterisk has said meanwhile. */
export interface PlayedAlone {
  readonly result: FlowResult;
  readonly events: readonly AmiMessage[];
}

/** Offices side by side on one real Asterisk. */
export class FlowLab {
  /** In them a call never ended: each flow after it would be blamed for that. */
  private readonly spent = new Set<FlowOffice>();

  private constructor(
    private readonly pbx: Pbx,
    private offices: readonly FlowOffice[],
    private readonly recorder: EventRecorder,
    private readonly openOffice: (places: OfficePlaces) => Promise<FlowOffice>,
  ) {}

  /** @param far how the client's phone is reached */
  static async open(count: number, far: Far = 'pjsip'): Promise<FlowLab> {
    const program = await bundleProgram('server/main.ts');
    putFirst(process.pid);
    mkdirSync(keptFlows, { recursive: true });
    const pbx = await Pbx.start();
    const offices: FlowOffice[] = [];
    try {
      const places: OfficePlaces[] = [];
      for (let index = 0; index < count; index += 1) places.push(await placesOf(FIRST_PREFIX + index, far));
      for (const one of places)
        for (const [name, text] of Object.entries(officeDialplan(one)))
          appendFileSync(join(pbx.places.run, 'etc', name), `\n${text}\n`);
      // On a busy machine packets come in bursts, which the check of their source takes for a stranger's for seconds.
      appendFileSync(join(pbx.places.run, 'etc/rtp.conf'), '\n[general](+)\nstrictrtp = no\n');
      const features = [
        // Asterisk (22.10) blocks for ever when a thread of SIP that picks up by this key waits for one that moves a channel and
        // waits for a task behind it: the dialplan picks up, in a thread of the call.
        'pickupexten = **8',
        // The digits of keys come in bursts as well: of `#1` the second one may be late.
        'featuredigittimeout = 5000',
        'transferdigittimeout = 10',
        // Who is consulted by keys rings as long as others.
        'atxfernoanswertimeout = 30',
        'atxferloopdelay = 1',
      ].join('\n');
      appendFileSync(join(pbx.places.run, 'etc/features.conf'), `\n[general](+)\n${features}\n`);
      // A tone for the client that still plays as an agent answers goes on beside the agent's voice, packet by packet, where Asterisk
      // passes packets on without a look at them: seen on 22.10 at the return to who had left a consultation.
      appendFileSync(join(pbx.places.run, 'etc/modules.conf'), '\nnoload = bridge_native_rtp.so\n');
      appendFileSync(join(pbx.places.run, 'etc/confbridge.conf'), '[quiet]\ntype = user\nquiet = yes\n');
      const farPort = await openFarSide(pbx, far, places);
      await pbx.restart();
      const openOffice = (one: OfficePlaces): Promise<FlowOffice> =>
        FlowOffice.open(pbx, one, program, farPort);
      for (const one of places) offices.push(await openOffice(one));
      return new FlowLab(pbx, offices, await EventRecorder.open(pbx, keptFlows), openOffice);
    } catch (error) {
      for (const office of offices) await office.close();
      await pbx.close();
      throw error;
    }
  }

  /**
   * Plays them, as many at once as there are offices.
   * @param onResult gets each as it ends
   * @param isEnough once it is true no other one begins
   */
  async play(
    flows: readonly Flow[],
    onResult: (result: FlowResult) => void,
    isEnough: () => boolean = () => false,
  ): Promise<void> {
    const left = [...flows];
    const begun = new Map<FlowOffice, number>();
    await Promise.all(
      this.offices.map(async (office) => {
        for (let flow = left.shift(); flow !== undefined && !isEnough(); flow = left.shift()) {
          begun.set(office, Date.now());
          const result = this.withLimit(await runFlow(office, flow));
          onResult(result);
          if (isOpen(result)) {
            this.spent.add(office);
            return;
          }
          begun.delete(office);
          this.recorder.forget(Math.min(...begun.values()));
        }
      }),
    );
  }

  /** The result, with the fault of Asterisk that has stopped the flow in place of the step that could not be done. */
  private withLimit(result: FlowResult): FlowResult {
    const { differences, since, expected } = result;
    if (differences.length === 0 || differences.some(({ kind }) => kind !== 'stuck')) return result;
    const isMusic = hasMusicAfterParking(this.recorder.since(since), expected.client);
    return isMusic ? { ...result, differences: [], limit: 'music after parking' } : result;
  }

  /** Writes the events of all offices since the flow began, and all that its phones have had. Returns both files. */
  keep(result: FlowResult): readonly string[] {
    const { flow, since } = result;
    return [
      this.recorder.saveSince(`flow-${flow.seed}`, since),
      keepPhones(`flow-${flow.seed}`, result.timeline),
    ];
  }

  /** Plays one in the first office, while no other one plays. */
  async playAlone(flow: Flow): Promise<PlayedAlone> {
    const office = await this.firstOffice();
    this.recorder.forget();
    const result = await runFlow(office, flow, true);
    if (isOpen(result)) this.spent.add(office);
    return { result, events: this.recorder.since(result.since) };
  }

  /** With a backend and a store of its own since the last call that never ended. */
  private async firstOffice(): Promise<FlowOffice> {
    const [first, ...others] = this.offices;
    if (first === undefined) throw new Error('there is no office');
    if (!this.spent.delete(first)) return first;
    await first.close();
    // A channel that Asterisk itself does not end stays: the call is seen by the next backend, too.
    await this.pbx.putPhonesAway().catch(() => undefined);
    const again = await this.openOffice(first.places);
    this.offices = [again, ...others];
    return again;
  }

  async close(): Promise<void> {
    this.recorder.close();
    for (const office of this.offices) await office.close();
    await this.pbx.close();
  }
}

const isOpen = ({ differences }: FlowResult): boolean => differences.some(({ kind }) => kind === 'open');

async function placesOf(prefix: number, far: Far): Promise<OfficePlaces> {
  const places = { far, prefix, ports: { a: 0, b: 0, m: 0 } };
  const port = (trunk: 'a' | 'b' | 'm'): Promise<number> => freeUdpPort(hostOf(places, trunk));
  return { ...places, ports: { a: await port('a'), b: await port('b'), m: await port('m') } };
}
