import { MortalBackend } from '../asterisk/support/MortalBackend';
import { AmiTap } from '../asterisk/support/AmiTap';
import type { Pbx } from '../asterisk/support/Pbx';
import { ProvenWire } from '../asterisk/support/ProvenWire';
import { until } from '../asterisk/support/until';
import { TOKEN } from '../server/support/amo/GrantOffice';
import { identitySection } from '../server/support/amoToken';
import { TALK_SECONDS } from './expectedLine';
import { comparable } from './expectedScreens';
import { WAY_PREFIXES } from './officeDialplan';
import { screenEntry } from './screenEntry';
import type { WireCall, WireMissedCall } from '../../protocol/call';
import type { WireHistory, WireHistoryLine } from '../../protocol/history';
import type { Method } from '../../protocol/methods';
import type { WireMissedClients } from '../../protocol/missedClient';

const KEY = 'a-secret-key-of-the-test';
const { secrets, ...identity } = identitySection;

/** The prefix that chooses a way out is taken away; the rest are the rules that are there without any. */
export const TO_CRM = [
  { match: '^8[89]7(\\d{10})$', replace: '+7$1' },
  { match: '^(?:7|8)(\\d{10})$', replace: '+7$1' },
];

/** Our backend of one office: a process of its own, asked as the widget asks. */
export class FlowBackend {
  private isLost = false;

  private constructor(
    readonly process: MortalBackend,
    private readonly tap: AmiTap,
    private readonly wire: ProvenWire,
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
      identity,
      missedClients: { talkSeconds: TALK_SECONDS },
    };
    const process = await MortalBackend.start(program, settings, {
      ASTERISKNG_SECRET_KEYS: KEY,
      ASTERISKNG_AMI_SECRET: secret,
      ASTERISKNG_AMOCRM_TOKEN: TOKEN,
      ASTERISKNG_IDENTITY_SECRETS: secrets,
    });
    return new FlowBackend(process, tap, new ProvenWire(process, Date.now));
  }

  /** What the agent's screen shows of calls that are not over, such as `CONVERSATION held 9101234567`. */
  async screen(extension: string): Promise<readonly string[]> {
    return (await this.shown(extension)).entries;
  }

  /** The same, with all that is shown of these calls. */
  async shown(extension: string): Promise<Shown> {
    const live = await this.live(extension);
    return { entries: live.map(screenEntry).sort(), calls: live };
  }

  /** The agent's calls that are not over. */
  async live(extension: string): Promise<readonly WireCall[]> {
    return (await this.status(extension)).calls.filter(({ phase }) => phase !== 'ENDED');
  }

  async missed(extension: string): Promise<readonly WireMissedCall[]> {
    return (await this.status(extension)).missed;
  }

  /** Calls with this number that the list of past calls has since then, but for those between colleagues. @param since s since 1970 */
  async past(extension: string, number: string, since: number): Promise<readonly WireHistoryLine[]> {
    const query = { scope: 'department', search: number, limit: 10 };
    const { calls } = (await this.asked(extension, 'get_history', query)) as WireHistory;
    return calls.filter(({ started_at, direction }) => started_at >= since && direction !== 'INTERNAL');
  }

  /** How often this client has called in vain since the company has talked with them; 0: they do not wait. */
  async waiting(extension: string, number: string): Promise<number> {
    const { clients } = (await this.asked(extension, 'get_missed_clients', {})) as WireMissedClients;
    const isMeant = (phone: string): boolean => comparable(phone) === comparable(number);
    const lines = clients.filter(({ contact_phone, talked }) => talked === null && isMeant(contact_phone));
    if (lines.length > 1) throw new Error(`${lines.length} lines of ${number}`);
    return lines[0]?.count ?? 0;
  }

  /** Null, or the exception's name. */
  async command(extension: string, method: Method, params: object): Promise<string | null> {
    const { exception } = await this.wire.ask(extension, method, params);
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

  /** Its connection to Asterisk is down from now on, and it has noticed. */
  async lose(): Promise<void> {
    this.isLost = true;
    this.tap.lose(true);
    await until('it is noticed', async () => !(await this.process.isUp()));
  }

  /** It does not run, or can't hear Asterisk. */
  get isAway(): boolean {
    return this.process.isDead || this.isLost;
  }

  /** It runs and hears Asterisk again. */
  async comeBack(): Promise<void> {
    if (this.process.isDead) await this.process.startAgain();
    if (!this.isLost) return;
    this.tap.lose(false);
    this.isLost = false;
    await until('the link is up again', () => this.process.isUp());
  }

  async close(): Promise<void> {
    await this.process.close();
    await this.tap.close();
  }

  private async status(extension: string): Promise<Status> {
    return (await this.asked(extension, 'get_agent_status', { current_status: null })) as Status;
  }

  /** Once it is answered: a process that has just begun may not know amoCRM's users yet. */
  private async asked(extension: string, method: Method, params: object): Promise<unknown> {
    const what = (): string => `${method} is answered: ${String(refused)}`;
    let refused: unknown = null;
    return until(what, async () => {
      const { result, exception } = await this.wire.ask(extension, method, params);
      refused = exception;
      return exception === undefined || exception === null ? (result ?? {}) : null;
    });
  }
}

/** What an agent's screen shows. */
interface Shown {
  readonly entries: readonly string[];
  readonly calls: readonly WireCall[];
}

interface Status {
  readonly calls: readonly WireCall[];
  readonly missed: readonly WireMissedCall[];
}
