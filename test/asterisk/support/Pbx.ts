import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stopProcess } from '../../../scripts/stopProcess';
import { endWith } from './endWith';
import { freeTcpPort, freeUdpPort } from './freePort';
import { putFirst } from './putFirst';
import { passwordOf, renderPbx, type PbxPlaces } from './renderPbx';
import { SipPhone } from './SipPhone';
import type { PhoneHabits } from './SipPhone';
import { unpackedAsterisk, type UnpackedAsterisk } from './unpackedAsterisk';
import { until } from './until';
import type { Voice } from './voices';

const STOP_LIMIT_MS = 5_000;
/** A path below it that is longer does not fit a Unix socket. */
const LONGEST_TMP = 60;
const LOG_SHOWN = 4_000;
const run = promisify(execFile);

/**
 * Users of manager.conf: one that has all rights, the one of our sample, one that has hardly any, and
 * those that lack one thing each.
 */
export type ManagerUser =
  'crm' | 'asteriskng' | 'weak' | 'deaf' | 'unvarying' | 'filtered' | 'halfdeaf' | 'nosystem' | 'noreporting';

/** A real Asterisk of our own: on loopback, with free ports, in a temporary folder. */
export class Pbx {
  private child: ChildProcess | null = null;
  private watch: ChildProcess | null = null;
  private readonly phones: SipPhone[] = [];

  private constructor(
    private readonly asterisk: UnpackedAsterisk,
    readonly places: PbxPlaces,
  ) {}

  /** Resolves once it has booted. */
  static async start(): Promise<Pbx> {
    const above = tmpdir().length > LONGEST_TMP ? '/tmp' : tmpdir();
    const pbx = new Pbx(unpackedAsterisk(), {
      run: mkdtempSync(join(above, 'ast-')),
      sipPort: await freeUdpPort('127.0.0.1'),
      trunkPort: await freeUdpPort('127.0.0.2'),
      amiPort: await freeTcpPort(),
      rtpFrom: 20_000 + 2 * Math.floor(Math.random() * 5_000),
      secret: `secret-${Math.random().toString(36).slice(2)}`,
    });
    renderPbx(pbx.asterisk, pbx.places);
    try {
      await pbx.boot();
    } catch (error) {
      await pbx.close();
      throw error;
    }
    return pbx;
  }

  /** How its manager is reached. */
  ami(user: ManagerUser = 'crm'): { host: string; port: number; user: string; secret: string } {
    const { amiPort: port, secret } = this.places;
    return { host: '127.0.0.1', port, user, secret };
  }

  /** An agent's phone, registered. */
  async phone(extension: Voice, habits: PhoneHabits = {}): Promise<SipPhone> {
    const phone = await SipPhone.open(
      { user: extension, password: passwordOf(extension), host: '127.0.0.1', port: 0 },
      this.places.sipPort,
      extension,
      habits,
    );
    this.phones.push(phone);
    await phone.register();
    return phone;
  }

  /** The world outside: one phone that has every number behind the trunk. */
  async client(habits: PhoneHabits = {}): Promise<SipPhone> {
    const phone = await SipPhone.open(
      { user: '+79101234567', password: '', host: '127.0.0.2', port: this.places.trunkPort },
      this.places.sipPort,
      'client',
      habits,
    );
    this.phones.push(phone);
    return phone;
  }

  /** What Asterisk's console answers. */
  async console(command: string): Promise<string> {
    const { stdout } = await run(this.asterisk.command, ['-C', this.settings, '-rx', command]);
    return stdout;
  }

  /**
   * Resolves when no call is left. What a channel that was moved into a bridge leaves behind (`Surrogate/…`) is none: one was seen
   * to stay for ever, after the last line of its extension `h` (22.10.1), beside ChanSpy and without.
   */
  async untilQuiet(): Promise<void> {
    let left = '';
    await until(
      () => `no channel is left, there are\n${left}\n${this.log()}`,
      async () => {
        const channels = (await this.console('core show channels concise')).trim().split('\n');
        left = channels.filter((line) => !line.startsWith('Surrogate/')).join('\n');
        return left === '';
      },
    );
  }

  /** Puts all phones away and waits for the calls to end. */
  async putPhonesAway(): Promise<void> {
    for (const phone of this.phones.splice(0)) phone.close();
    if (this.child === null) return;
    await this.console('channel request hangup all');
    await this.untilQuiet();
  }

  /** @param signal `SIGKILL`: as when the power fails */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.child;
    this.child = null;
    this.watch?.kill('SIGKILL');
    this.watch = null;
    if (child === null) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await stopProcess(child, signal);
    clearTimeout(timer);
  }

  /** Starts it again with the same ports; phones stay registered, calls are gone. */
  async restart(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.stop(signal);
    await this.boot();
  }

  /** Starts it after a `stop`. */
  async boot(): Promise<void> {
    const child = spawn(this.asterisk.command, ['-f', '-C', this.settings], { stdio: 'ignore' });
    this.child = child;
    this.watch = endWith(child);
    if (child.pid !== undefined) putFirst(child.pid);
    await until(
      () => `Asterisk boots\n${this.log()}`,
      async () => {
        if (child.exitCode !== null)
          throw new Error(`Asterisk has ended with ${child.exitCode}\n${this.log()}`);
        if (!existsSync(join(this.places.run, 'asterisk.ctl'))) return false;
        return (await this.console('core waitfullybooted').catch(() => '')).includes('fully booted');
      },
    );
  }

  /** Stops it for good and removes its folder. */
  async close(): Promise<void> {
    for (const phone of this.phones.splice(0)) phone.close();
    await this.stop();
    rmSync(this.places.run, { recursive: true, force: true });
  }

  /** The end of Asterisk's own log. */
  log(): string {
    const file = join(this.places.run, 'log/full');
    return existsSync(file) ? readFileSync(file, 'utf8').slice(-LOG_SHOWN) : '(no log)';
  }

  private get settings(): string {
    return join(this.places.run, 'etc/asterisk.conf');
  }
}
