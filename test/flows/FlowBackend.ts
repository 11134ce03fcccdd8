import { MortalBackend } from '../asterisk/support/MortalBackend';
import { AmiTap } from '../asterisk/support/AmiTap';
import type { Pbx } from '../asterisk/support/Pbx';
import { TOKEN } from '../server/support/amo/GrantOffice';
import { comparable } from './expectedScreens';
import { WAY_PREFIXES } from './officeDialplan';
import type { WireCall, WireMissedCall } from '../../protocol/call';
import type { Method } from '../../protocol/methods';

const KEY = 'a-secret-key-of-the-test';

/** The prefix that chooses a way out is taken away; the rest are the rules that are there without any. */
export const TO_CRM = [
  { match: '^8[89]7(\\d{10})$', replace: '+7$1' },
  { match: '^(?:7|8)(\\d{10})$', replace: '+7$1' },
];

/** Our backend of one office: a process of its own, asked as the widget asks. */
export class FlowBackend {
  private constructor(
    readonly process: MortalBackend,
    private readonly tap: AmiTap,
  ) {}

  /** @param extensions of the agents; amoCRM knows them by their number @param second phone of the first agent */
  static async start(
    program: string,
    pbx: Pbx,
    extensions: readonly string[],
    second: string,
    context: string,
    address: string,
  ): Promise<FlowBackend> {
    const { secret, ...ami } = pbx.ami('asteriskng');
    const tap = await AmiTap.open(ami.port);
    const settings = {
      agents: extensions.map((extension) => ({
        email: `${extension}@example.com`,
        amouserId: Number(extension),
        extension,
        name: `Agent ${extension}`,
      })),
      http: { limits: { requestsPerMinute: 100_000 } },
      telephony: {
        driver: 'asterisk',
        ami: { ...ami, port: tap.port },
        context,
        ringSeconds: 30,
        answer: 'notify',
        phones: { [extensions[0]!]: { devices: ['PJSIP/{extension}', `PJSIP/${second}`] } },
        numbers: { toCrm: TO_CRM },
      },
      dialing: { outsidePrefixes: WAY_PREFIXES },
      amocrm: { address },
    };
    const process = await MortalBackend.start(program, settings, {
      ASTERISKNG_SECRET_KEYS: KEY,
      ASTERISKNG_AMI_SECRET: secret,
      ASTERISKNG_AMOCRM_TOKEN: TOKEN,
    });
    return new FlowBackend(process, tap);
  }

  /** What the agent's screen shows of calls that are not over, such as `CONVERSATION held 9101234567`. */
  async screen(extension: string): Promise<readonly string[]> {
    return (await this.live(extension))
      .map(({ phase, is_hold, is_mute, contact_phone }) => {
        const marks = `${is_hold ? ' held' : ''}${is_mute ? ' muted' : ''}`;
        return `${phase}${marks} ${comparable(contact_phone)}`;
      })
      .sort();
  }

  /** The agent's calls that are not over. */
  async live(extension: string): Promise<readonly WireCall[]> {
    return (await this.status(extension)).calls.filter(({ phase }) => phase !== 'ENDED');
  }

  async missed(extension: string): Promise<readonly WireMissedCall[]> {
    return (await this.status(extension)).missed;
  }

  /** Null, or the exception's name. */
  async command(extension: string, method: Method, params: object): Promise<string | null> {
    const { exception } = await this.process.ask(extension, method, params);
    return typeof exception === 'string' ? exception : null;
  }

  /**
   * Resolves once what the agents' screens show is on the disk, which is up to 50 ms later. What is lost by a kill in between
   * test/asterisk/kills.test.ts looks at.
   */
  async untilStored(extensions: readonly string[]): Promise<void> {
    const since = Date.now();
    const shown = await Promise.all(extensions.map((extension) => this.live(extension)));
    const isNoneOpen = (): boolean => shown.flat().length === 0 && this.process.openCalls() === 0;
    const isStored = (): boolean => isNoneOpen() || this.process.storedUntil() > since;
    await this.process.untilStore('the open calls are stored', isStored);
  }

  /** Cuts the connection to Asterisk. */
  cut(): void {
    this.tap.cut();
  }

  async close(): Promise<void> {
    await this.process.close();
    await this.tap.close();
  }

  private async status(extension: string): Promise<Status> {
    const { result } = await this.process.ask(extension, 'get_agent_status', { current_status: null });
    return result as Status;
  }
}

interface Status {
  readonly calls: readonly WireCall[];
  readonly missed: readonly WireMissedCall[];
}
