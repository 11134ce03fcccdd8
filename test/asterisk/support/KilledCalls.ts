import { seededRandom } from '../../../server/telephony/simulator/seededRandom';
import { systemClock } from '../../../server/system/Clock';
import { FakeAmo } from '../../server/support/amo/FakeAmo';
import { TOKEN } from '../../server/support/amo/GrantOffice';
import { bundleProgram } from '../../support/bundleProgram';
import { AmiTap } from './AmiTap';
import { MortalBackend } from './MortalBackend';
import { Pbx } from './Pbx';
import type { SipCall } from './SipCall';
import type { SipPhone } from './SipPhone';
import { until } from './until';

/**
 * When the backend dies: after some events of the ring, of the answer or of the end; after some writes to its store at
 * the end; when amoCRM has got a job and not stored it; when amoCRM has stored it and not answered.
 */
const MOMENTS = ['ring', 'answer', 'end', 'write', 'job', 'stored'] as const;
type Moment = (typeof MOMENTS)[number];

/** What a call is and when the backend dies in it. */
interface Plan {
  readonly number: string;
  readonly moment: Moment;
  readonly isInbound: boolean;
  readonly isAnswered: boolean;
  /** The next backend starts when the call is over; false: as soon as possible. */
  readonly isAwayToTheEnd: boolean;
  /** Events or writes after which it dies. */
  readonly after: number;
}

/** Calls on a real Asterisk; in each of them the backend is killed once, at a moment drawn by a seed. */
export class KilledCalls {
  private constructor(
    private readonly pbx: Pbx,
    private readonly tap: AmiTap,
    private readonly amo: FakeAmo,
    private readonly backend: MortalBackend,
    private readonly anna: SipPhone,
    private readonly client: SipPhone,
  ) {}

  static async open(): Promise<KilledCalls> {
    const program = await bundleProgram('server/main.ts');
    const pbx = await Pbx.start();
    const { secret, ...ami } = pbx.ami('asteriskng');
    const tap = await AmiTap.open(ami.port);
    const amo = new FakeAmo(systemClock);
    const settings = {
      agents: [{ email: '101@example.com', amouserId: 1, extension: '101', name: 'Agent 101' }],
      telephony: {
        driver: 'asterisk',
        ami: { ...ami, port: tap.port },
        context: 'internal',
        ringSeconds: 60,
      },
      amocrm: { address: await amo.listen() },
    };
    const backend = await MortalBackend.start(program, settings, {
      ASTERISKNG_SECRET_KEYS: 'a-secret-key-of-the-test',
      ASTERISKNG_AMI_SECRET: secret,
      ASTERISKNG_AMOCRM_TOKEN: TOKEN,
    });
    return new KilledCalls(pbx, tap, amo, backend, await pbx.phone('101'), await pbx.client());
  }

  /**
   * @returns what stands in amoCRM and among the agent's missed calls, and what should, such as `inbound 4 +79101000001` and
   * `missed +79101000002`; 4: they talked, 6: missed, 3: not reached
   */
  async play(kills: number, seed: number): Promise<{ logged: readonly string[]; wanted: readonly string[] }> {
    const plans = plansOf(kills, seededRandom(seed));
    for (const plan of plans) {
      this.amo.account.contact(plan.number, plan.number);
      await this.playOne(plan);
    }
    await until('nothing is on its way to amoCRM any more', async () => {
      return this.backend.openCalls() === 0 && (await this.backend.outbox()) === 0;
    });
    // Two processes, one after the other, do not know how many requests the other one has made in this second.
    const violations = this.amo.violations.filter((one) => !one.includes('requests in a second'));
    if (violations.length > 0) throw new Error(violations.join('\n'));
    if (this.backend.kills !== kills) throw new Error(`it was killed ${this.backend.kills} times`);
    const isVague = (number: string): boolean => isAnswerVague(plans.find((plan) => plan.number === number));
    const logged = this.amo.account.calls.map(({ direction, call_status, phone }) => {
      return `${direction} ${isVague(phone) ? '?' : call_status} ${phone}`;
    });
    const missed = (await this.backend.missed('101')).filter((number) => !isVague(number));
    return {
      logged: [...logged, ...missed.map((number) => `missed ${number}`)].sort(),
      wanted: plans.flatMap(wantedOf).sort(),
    };
  }

  async close(): Promise<void> {
    await this.backend.close();
    await this.tap.close();
    await this.amo.close();
    await this.pbx.close();
  }

  private async playOne(plan: Plan): Promise<void> {
    const { backend, tap } = this;
    if (plan.moment === 'ring') tap.letThrough(plan.after);
    const [caller, called] = await this.ring(plan);
    // Of a phone that no backend heard ringing no one can know that its agent has missed the call.
    const isStored = (): boolean => backend.openCalls(plan.number, '"isRinging":true') > 0;
    await until('the ringing call is stored', () => tap.isShut || isStored());
    if (plan.moment === 'ring') {
      // What no backend ever saw can't be logged: the next one has to see the call.
      await backend.kill();
      await this.revive();
      await until('the next backend has stored the call', isStored);
    }
    if (plan.isAnswered) {
      await this.during('answer', plan, () => called.answer());
      await caller.until('up');
      await until(
        'the talk is stored',
        () => backend.isDead || backend.openCalls(plan.number, '"talked"') > 0,
      );
    }
    await this.during('end', plan, () => (plan.isAnswered ? caller.hangup() : caller.cancel()));
    await this.pbx.untilQuiet();
    if (backend.isDead) await this.revive();
  }

  /** @returns the calls of the one who calls and of the one who is called, which rings */
  private async ring({ isInbound, number }: Plan): Promise<readonly [SipCall, SipCall]> {
    const caller = isInbound
      ? await this.client.call('101', number)
      : await this.anna.call(number.replace('+', ''));
    const called = await (isInbound ? this.anna : this.client).incoming();
    await until('the phone rings', () => called.phase === 'ringing');
    return [caller, called];
  }

  /** Does something to the call, and kills the backend at its moment if this is the time for it. */
  private async during(
    phase: 'answer' | 'end',
    { moment, after, isAwayToTheEnd }: Plan,
    act: () => void | Promise<void>,
  ): Promise<void> {
    const { amo, backend, tap } = this;
    const isNow = phase === 'answer' ? moment === 'answer' : !['ring', 'answer'].includes(moment);
    if (!isNow) return act();
    const posted = amo.count(/POST/);
    if (moment === 'job') amo.fail(/POST/, 'silence');
    if (moment === 'stored') amo.fail(/POST/, 'storedSilence');
    if (moment === 'answer' || moment === 'end') tap.letThrough(after);
    const written = backend.writes;
    await act();
    await until(`the moment to die: ${moment}`, () => {
      if (phase === 'end' && amo.count(/POST/) > posted) return true;
      if (moment === 'job' || moment === 'stored') return false;
      if (moment === 'write') return backend.writes >= written + after;
      return tap.isShut || backend.writes >= written + 2 * MOST_AFTER;
    });
    await backend.kill();
    if (!isAwayToTheEnd) await this.revive();
  }

  private async revive(): Promise<void> {
    this.amo.mend();
    this.tap.openAgain();
    await this.backend.startAgain();
  }
}

/** More events than this are in no phase of these calls, more or less. */
const MOST_AFTER = 20;

function plansOf(kills: number, random: () => number): readonly Plan[] {
  const first = Math.floor(random() * MOMENTS.length);
  return Array.from({ length: kills }, (_none, index) => {
    const moment = MOMENTS[(first + index) % MOMENTS.length]!;
    return {
      number: `+7910100${String(index + 1).padStart(4, '0')}`,
      moment,
      isInbound: random() < 0.6,
      isAnswered: random() < 0.7 || moment === 'answer',
      isAwayToTheEnd: random() < 0.5,
      after: 1 + Math.floor(random() * MOST_AFTER),
    };
  });
}

/** Did no backend hear whether it was answered? */
const isAnswerVague = (plan: Plan | undefined): boolean => plan?.moment === 'answer' && plan.isAwayToTheEnd;

function wantedOf(plan: Plan): readonly string[] {
  const { isInbound, isAnswered, number } = plan;
  const status = isAnswerVague(plan) ? '?' : isAnswered ? 4 : isInbound ? 6 : 3;
  const logged = `${isInbound ? 'inbound' : 'outbound'} ${status} ${number}`;
  return status === 6 ? [logged, `missed ${number}`] : [logged];
}
