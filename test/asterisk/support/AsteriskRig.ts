import { AsteriskBackend, type AsteriskChanges, type Extension } from './AsteriskBackend';
import { EventRecorder } from './EventRecorder';
import { Pbx } from './Pbx';
import type { SipCall } from './SipCall';
import type { SipPhone } from './SipPhone';

/** The number that the client of the tests has. */
export const CLIENT = '+79101234567';

/** A call between the client and an agent, as both phones and the wire have it. */
export interface Conversation {
  readonly id: string;
  readonly client: SipCall;
  readonly agent: SipCall;
}

/** A real Asterisk with a backend, started once for a file of tests. */
export class AsteriskRig {
  private constructor(
    readonly pbx: Pbx,
    public backend: AsteriskBackend,
    private readonly changes: AsteriskChanges,
    private readonly recorder: EventRecorder | null,
  ) {}

  static async open(changes: AsteriskChanges = {}): Promise<AsteriskRig> {
    const pbx = await Pbx.start();
    const backend = await AsteriskBackend.start(pbx, changes);
    return new AsteriskRig(pbx, backend, changes, await EventRecorder.start(pbx));
  }

  /** Ends the backend and starts another one without any state. */
  async restartBackend(): Promise<void> {
    await this.backend.close();
    this.backend = await AsteriskBackend.start(this.pbx, this.changes);
  }

  /** The client calls the agent, who answers by hand; both hear each other. */
  async talk(phone: SipPhone, client: SipPhone, extension: Extension = '101'): Promise<Conversation> {
    const out = await client.call(extension, CLIENT);
    const call = await phone.incoming();
    if (call.phase === 'ringing') call.answer();
    const { id } = await this.backend.untilCall(extension, 'inbound talking');
    await Promise.all([out.untilHears(extension), call.untilHears('client')]);
    return { id, client: out, agent: call };
  }

  /** Ends all calls and forgets their events. */
  async tidy(): Promise<void> {
    await this.pbx.putPhonesAway();
    for (const agent of ['101', '102', '103', '104'] as const) await this.backend.untilLive(agent);
    this.recorder?.save(expect.getState().currentTestName ?? '');
  }

  async close(): Promise<void> {
    this.recorder?.close();
    await this.backend.close();
    await this.pbx.close();
  }
}
