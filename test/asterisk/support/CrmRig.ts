import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../server/system/Clock';
import { FakeAmo } from '../../server/support/amo/FakeAmo';
import { TOKEN } from '../../server/support/amo/GrantOffice';
import type { ConfigurationInput } from '../../../server/config/Configuration';
import { AsteriskBackend, type AsteriskChanges } from './AsteriskBackend';
import { CLIENT } from './AsteriskRig';
import { EventRecorder } from './EventRecorder';
import { Pbx } from './Pbx';
import { until } from './until';

/** A mobile of the office, behind the trunk. */
export const MOBILE = '79160000001';
/** Another party outside. */
export const PARTNER = '+79101234568';
/** Calls a number at which no phone rings: once this call is in amoCRM, all that ended before it was heard. */
const MARK = '+79990000000';
const MARKED = '799';

/** What may be dialled. */
type Dialing = NonNullable<ConfigurationInput['dialing']>;

/** A real Asterisk with a dialplan of the test's own, a backend before it, and an amoCRM behind that. Agents' ids there are their extensions. */
export class CrmRig {
  private logged = 0;
  private marks = 0;

  private constructor(
    readonly pbx: Pbx,
    readonly amo: FakeAmo,
    readonly address: string,
    public backend: AsteriskBackend,
    private readonly folder: string,
    private readonly changes: AsteriskChanges,
    private readonly dialing: Dialing,
    private readonly recorder: EventRecorder | null,
  ) {}

  /** @param files what is added to files of Asterisk's settings, by their names */
  static async open(
    files: Readonly<Record<string, string>>,
    changes: AsteriskChanges = {},
    dialing: Dialing = {},
  ): Promise<CrmRig> {
    const pbx = await Pbx.start();
    const hangup = `[from-trunk](+)\nexten => ${MARKED},1,Hangup()\n`;
    for (const [name, text] of Object.entries(files))
      appendFileSync(join(pbx.places.run, 'etc', name), `\n${text}\n`);
    appendFileSync(join(pbx.places.run, 'etc/extensions.conf'), `\n${hangup}`);
    await pbx.restart();
    const amo = new FakeAmo(systemClock);
    for (const number of [CLIENT, PARTNER, `+${MOBILE}`, MARK]) amo.account.contact(number, number);
    const [address, folder] = [await amo.listen(), mkdtempSync(join(tmpdir(), 'crm-'))];
    const backend = await startBackend(pbx, changes, dialing, address, folder);
    return new CrmRig(pbx, amo, address, backend, folder, changes, dialing, await EventRecorder.start(pbx));
  }

  /** Ends the backend and starts another one, which has what was stored. @param meanwhile happens while there is none */
  async restartBackend(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.backend.close();
    await meanwhile();
    this.backend = await startBackend(this.pbx, this.changes, this.dialing, this.address, this.folder);
  }

  /** The agent's calls that are not over, such as `inbound ringing +79101234567`, in any order. */
  async untilLive(agent: '101' | '102' | '103', ...wanted: readonly string[]): Promise<void> {
    let seen = '';
    await until(
      () => `${agent} has [${wanted.join(', ')}], it has [${seen}]`,
      async () => {
        const calls = await this.backend.untilLive(agent, ...wanted.map((one) => one.replace(/ [^ ]*$/, '')));
        seen = calls
          .map(({ is, number }) => `${is} ${number}`)
          .sort()
          .join(', ');
        return seen === [...wanted].sort().join(', ');
      },
    );
  }

  /** Waits until these are the agent's missed calls, the newest first. */
  async untilMissed(agent: '101' | '102' | '103', ...numbers: readonly string[]): Promise<void> {
    let seen: readonly string[] = [];
    await until(
      () => `${agent} has missed [${numbers.join()}], it has [${seen.join()}]`,
      async () => {
        seen = await this.backend.missed(agent);
        return seen.join() === numbers.join();
      },
    );
  }

  /** Resolves once all that has happened so far has been heard and is in amoCRM. No phone is left. */
  async settle(): Promise<void> {
    this.marks += 1;
    const marker = await this.pbx.client();
    await (await marker.call(MARKED, MARK)).until('ended');
    await this.pbx.putPhonesAway();
    await until('the mark is in amoCRM', () => this.ofNumber(MARK) >= this.marks);
    await until('all calls are in amoCRM', async () => (await this.backend.outbox()) === 0);
  }

  /**
   * Ends all calls; what amoCRM has of them since the last time, such as `inbound 4 by 101 +79101234567`. 4: they talked,
   * 6: not reached.
   */
  async log(): Promise<readonly string[]> {
    await this.pbx.putPhonesAway();
    await this.settle();
    const { calls, unsorted } = this.amo.account;
    const fresh = calls.slice(this.logged).filter(({ phone }) => phone !== MARK);
    this.logged = calls.length;
    this.recorder?.save(expect.getState().currentTestName ?? '');
    if (this.amo.violations.length > 0) throw new Error(this.amo.violations.join('\n'));
    return [
      ...fresh.map(({ direction, call_status, call_responsible, phone }) => {
        return `${direction} ${call_status} by ${call_responsible ?? 'nobody'} ${phone}`;
      }),
      ...unsorted.splice(0).map(({ metadata }) => `unsorted ${metadata.phone}`),
    ];
  }

  /** Ends all calls and forgets them; no agent has a missed call then. */
  async tidy(): Promise<void> {
    await this.log();
    for (const agent of ['101', '102', '103', '104'] as const) await this.backend.clearMissed(agent);
  }

  /** How long the last call with this number took by amoCRM, s. */
  lastDuration(number: string): number {
    return this.amo.account.calls.filter(({ phone }) => phone === number).at(-1)?.duration ?? -1;
  }

  async close(): Promise<void> {
    this.recorder?.close();
    await this.backend.close();
    await this.amo.close();
    await this.pbx.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private ofNumber(number: string): number {
    return this.amo.account.calls.filter(({ phone }) => phone === number).length;
  }
}

function startBackend(
  pbx: Pbx,
  changes: AsteriskChanges,
  dialing: Dialing,
  address: string,
  folder: string,
): Promise<AsteriskBackend> {
  const calls = { outbox: join(folder, 'outbox') };
  return AsteriskBackend.start(pbx, changes, { amocrm: { address, token: TOKEN, calls }, dialing });
}
