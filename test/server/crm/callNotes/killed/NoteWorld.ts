import { MortalBackend } from '../../../../asterisk/support/MortalBackend';
import { amoRights } from '../../../support/amo/amoRights';
import { FakeAmo } from '../../../support/amo/FakeAmo';
import { TOKEN } from '../../../support/amo/GrantOffice';
import { identitySection } from '../../../support/amoToken';
import { OUTCOME } from '../expectOnce';
import { MovedClock } from './MovedClock';
import { NoteAsterisk } from './NoteAsterisk';
import type { NotePlan } from './NotePlan';

const KNOWN = '79101234567';
const UNKNOWN = '79990000001';
const LEAD = 80;
const AGENTS = ['101', '102'] as const;
const { secrets, ...identity } = identitySection;

/** The backend's process and its far ends, all with one clock. */
export class NoteWorld {
  private constructor(
    readonly clock: MovedClock,
    readonly amo: FakeAmo,
    readonly asterisk: NoteAsterisk,
    readonly backend: MortalBackend,
    /** The client's open deal; null: amoCRM does not know the client. */
    readonly leadId: number | null,
  ) {}

  /** @param program the bundled `backendAhead.ts` */
  static async open(
    program: string,
    { isKnown, failures }: Pick<NotePlan, 'isKnown' | 'failures'>,
  ): Promise<NoteWorld> {
    const clock = new MovedClock();
    const amo = new FakeAmo(clock);
    fill(amo.account, isKnown);
    const asterisk = await NoteAsterisk.start(isKnown ? KNOWN : UNKNOWN, clock.now);
    const { secret, ...ami } = asterisk.ami.settings;
    const outcomes = { waitSeconds: 60, list: [{ id: 'sold', text: OUTCOME, callStatus: 4 }] };
    const settings = {
      agents: AGENTS.map((of) => ({
        email: `${of}@example.com`,
        amouserId: Number(of),
        extension: of,
        name: of,
      })),
      http: { limits: { requestsPerMinute: 100_000 } },
      telephony: { driver: 'asterisk', ami, context: 'internal' },
      identity,
      amocrm: { address: await amo.listen(), index: true, calls: { outcomes } },
    };
    const backend = await MortalBackend.start(program, settings, {
      ASTERISKNG_SECRET_KEYS: 'a-secret-key-of-the-test',
      ASTERISKNG_AMI_SECRET: secret,
      ASTERISKNG_AMOCRM_TOKEN: TOKEN,
      ASTERISKNG_IDENTITY_SECRETS: secrets,
      CLOCK_FILE: clock.file,
    });
    for (const { on, how } of failures) amo.fail(on, how);
    return new NoteWorld(clock, amo, asterisk, backend, isKnown ? LEAD : null);
  }

  /** What has happened at the far ends of the backend, and in its store. */
  get events(): number {
    return this.amo.seen.length + this.asterisk.ami.actions.length + this.backend.writes;
  }

  /** What was asked of amoCRM as it may not be. */
  get violations(): readonly string[] {
    // Two processes, one after the other, do not know how many requests the other one has made in this second.
    return this.amo.violations.filter((one) => !one.includes('requests in a second'));
  }

  /** SIGKILL. @param lostMs what the clock goes on by until the next process starts */
  async kill(lostMs: number): Promise<void> {
    await this.backend.kill();
    this.clock.goOn(lostMs);
  }

  /** Starts a process, unless there is one. */
  async revive(): Promise<void> {
    if (this.backend.isDead) await this.backend.startAgain();
  }

  async close(): Promise<void> {
    await this.backend.close();
    await this.asterisk.close();
    await this.amo.close();
    this.clock.close();
  }
}

/** Both agents may view everything. @param isKnown the client is a contact with an open deal */
function fill(account: FakeAmo['account'], isKnown: boolean): void {
  const rights = amoRights({ leads: 'A', contacts: 'A' });
  const users = AGENTS.map((of) => ({ id: Number(of), name: of, email: `${of}@example.com`, rights }));
  account.users.splice(0, Infinity, ...users);
  if (isKnown) account.contact('Иван Петров', KNOWN, { leadIds: [LEAD] });
  const at = { status_id: 20, pipeline_id: 5, updated_at: account.seconds() };
  account.leads.push({ id: LEAD, name: 'Окна', price: 1, responsible_user_id: 101, ...at });
}
