import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wavFile } from '../../../sandbox/wavFile';
import { stopProcess } from '../../../scripts/stopProcess';
import { freeTcpPort, freeUdpPort } from './freePort';
import type { Pbx } from './Pbx';
import { passwordOf } from './renderPbx';
import { until } from './until';
import { SAMPLE_RATE, toneSamples, VOICES, type Voice } from './voices';

const MODULES = ['/usr/lib/baresip/modules', '/usr/lib/x86_64-linux-gnu/baresip/modules'];
/** Longer than any test: after its end baresip sends no sound. */
const SOUND_MS = 200_000;
/** How much of its output a failure shows, characters. */
const MOST_SAID = 4_000;
const MOST_ATTEMPTS = 5;

/** A telephone that others have written: baresip, steered over its control port. */
export class Baresip {
  private constructor(
    private readonly child: ChildProcess,
    private readonly control: Socket,
    private readonly folder: string,
  ) {}

  /** Resolves once it is registered. A port that another test has taken meanwhile is given up for the next one. */
  static async start(pbx: Pbx, extension: Voice): Promise<Baresip> {
    for (let attempt = 1; ; attempt += 1) {
      const baresip = await Baresip.launch(pbx, extension);
      if (baresip !== null) return baresip;
      if (attempt === MOST_ATTEMPTS) throw new Error(`baresip found its ports taken ${attempt} times`);
    }
  }

  /** Null: one of its ports was taken. */
  private static async launch(pbx: Pbx, extension: Voice): Promise<Baresip | null> {
    const folder = mkdtempSync(join(tmpdir(), 'baresip-'));
    const [sip, control] = [await freeUdpPort('127.0.0.1'), await freeTcpPort()];
    const modules = MODULES.find((path) => existsSync(path));
    if (modules === undefined) throw new Error('There is no baresip: run scripts/ensureAsterisk.sh first.');
    const settings = [
      `module_path ${modules}`,
      `sip_listen 127.0.0.1:${sip}`,
      `ctrl_tcp_listen 127.0.0.1:${control}`,
      `audio_source aufile,${folder}/tone.wav`,
      `audio_player aufile,${folder}/heard.wav`,
      `audio_alert aufile,${folder}/alert.wav`,
      ...['g711', 'aufile'].map((name) => `module ${name}.so`),
      ...['account', 'menu', 'ctrl_tcp'].map((name) => `module_app ${name}.so`),
    ];
    const account = `<sip:${extension}@127.0.0.1:${pbx.places.sipPort}>;auth_user=${extension};auth_pass=${passwordOf(extension)}`;
    writeFileSync(join(folder, 'config'), `${settings.join('\n')}\n`);
    writeFileSync(join(folder, 'accounts'), `${account};regint=300;answermode=manual;audio_codecs=PCMA\n`);
    writeFileSync(join(folder, 'contacts'), '');
    writeFileSync(join(folder, 'tone.wav'), wavFile(toneSamples(VOICES[extension], SOUND_MS), SAMPLE_RATE));
    const child = spawn('baresip', ['-f', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-MOST_SAID)));
    const isPortTaken = (): boolean => said.includes('Address already in use');
    try {
      const socket = await until(
        () => `baresip listens; it says\n${said}`,
        async () => (isPortTaken() ? 'taken' : connected(control)),
      );
      if (socket !== 'taken') {
        await until(
          () => `baresip is registered; it says\n${said}`,
          async () => (await pbx.console('pjsip show contacts')).includes(`127.0.0.1:${sip}`),
        );
        return new Baresip(child, socket, folder);
      }
    } catch (error) {
      await ended(child, folder);
      throw error;
    }
    await ended(child, folder);
    return null;
  }

  /** Such as `accept`, `hold`, `resume`, `hangup`. */
  command(command: string): void {
    const text = JSON.stringify({ command });
    this.control.write(`${Buffer.byteLength(text)}:${text},`);
  }

  async close(): Promise<void> {
    this.control.destroy();
    await ended(this.child, this.folder);
  }
}

async function ended(child: ChildProcess, folder: string): Promise<void> {
  await stopProcess(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** Null: it does not listen yet. */
async function connected(port: number): Promise<Socket | null> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    // Its output is not needed, but an unread pipe would block it.
    socket.resume();
    return socket;
  } catch {
    socket.destroy();
    return null;
  }
}
