import type { SipCall } from '../asterisk/support/SipCall';
import { SipPhone } from '../asterisk/support/SipPhone';
import type { Pbx } from '../asterisk/support/Pbx';
import { passwordOf } from '../asterisk/support/renderPbx';
import { until } from '../asterisk/support/until';
import { systemClock } from '../../server/system/Clock';
import { amoRights } from '../server/support/amo/amoRights';
import { FakeAmo } from '../server/support/amo/FakeAmo';
import { agentOf, AGENTS, isOutside } from './expectedRecords';
import type { Actor, Dialled, Flow } from './Flow';
import { dialledLines } from './dialledLines';
import { comparable } from './expectedScreens';
import { FlowBackend } from './FlowBackend';
import {
  absentNumber,
  extensionOf,
  hostOf,
  INSIDE,
  isLine,
  isWay,
  lineNumber,
  MARK_LINE,
  mobileNumber,
  shownLine,
  wayPrefix,
  type OfficePlaces,
} from './officeDialplan';
import { actorVoices } from './actorVoices';
import { OtherProgram } from './OtherProgram';
import { PhoneWatch } from './PhoneWatch';

const MARK = '+79990000000';
/** How long a phone may ring on when all others are idle, such as one that is called back by a parking lot, ms. */
const RINGS_ON_MS = 3_000;

/** An entry in amoCRM. */
export interface Logged {
  readonly direction: string;
  readonly status: number;
  readonly by: number | null;
  readonly seconds: number;
  readonly number: string;
}

/** An office of its own: phones, a backend and an amoCRM, beside others on the same Asterisk. */
export class FlowOffice {
  private logged = 0;
  private marks = 0;
  private clients = 0;
  private line: number | null = null;

  private constructor(
    readonly places: OfficePlaces,
    readonly phones: Readonly<Record<Actor, SipPhone>>,
    readonly watch: PhoneWatch,
    readonly backend: FlowBackend,
    private readonly amo: FakeAmo,
    readonly otherProgram: OtherProgram,
  ) {}

  /** @param farPort where Asterisk hears the client's phone */
  static async open(pbx: Pbx, places: OfficePlaces, program: string, farPort: number): Promise<FlowOffice> {
    const phones: Partial<Record<Actor, SipPhone>> = {};
    for (const who of INSIDE) {
      const user = extensionOf(places, who);
      const account = { user, password: passwordOf(user), host: '127.0.0.1', port: 0 };
      const phone = await SipPhone.open(account, pbx.places.sipPort, actorVoices[who], {
        hasCallWaiting: true,
        onNotify: 'obey',
      });
      await phone.register();
      phones[who] = phone;
    }
    for (const [who, trunk] of OUTSIDE) {
      const account = { user: who, password: '', host: hostOf(places, trunk), port: places.ports[trunk] };
      const port = trunk === 'a' ? farPort : pbx.places.sipPort;
      phones[who] = await SipPhone.open(account, port, actorVoices[who], { hasCallWaiting: true });
    }
    const all = phones as Record<Actor, SipPhone>;
    const amo = new FakeAmo(systemClock);
    const extensions = AGENTS.map((agent) => extensionOf(places, agent));
    const users = extensions.map((own) => ({ id: Number(own), name: own, email: `${own}@example.com` }));
    amo.account.users.push(...users.map((user) => ({ ...user, rights: amoRights() })));
    const context = `internal-${places.prefix}`;
    const second = extensionOf(places, 'anna2');
    const backend = await FlowBackend.start(program, pbx, extensions, second, context, await amo.listen());
    const own = (actor: Actor): string =>
      isOutside(actor) ? '' : extensionOf(places, agentOf(actor) ?? (actor as (typeof INSIDE)[number]));
    amo.account.contact(MARK, MARK);
    amo.account.contact('mobile', `+${mobileNumber(places)}`);
    const other = await OtherProgram.start(pbx, places);
    const watch = new PhoneWatch(all, actorVoices, '', own);
    return new FlowOffice(places, all, watch, backend, amo, other);
  }

  /**
   * The next flow has a client with a number of their own, or again the one who still waits to be called back.
   * @param isAlone it is not to depend on the flow before
   */
  begin({ seed, steps }: Flow, isAlone: boolean): void {
    this.watch.forget();
    // Who has called a client back in vain would keep others from a click.
    const isClicked = steps.some((step) => step.do === 'click' || step.do === 'originate');
    const isAgain = !isAlone && !isClicked && seed % 2 === 0 && (this.line ?? 0) > 0;
    if (isAgain) return;
    this.clients += 1;
    this.line = 0;
    const number = `+7910${this.places.prefix}${String(this.clients).padStart(5, '0')}`;
    this.watch.clientNumber = number;
    this.amo.account.contact(number, number);
  }

  /** How often the client of the flow had called in vain before it. */
  get waiting(): number {
    return this.line ?? 0;
  }

  /** How often the client has called in vain since the company has talked with them. @param count null: it can't be known */
  endsWith(count: number | null): void {
    this.line = count;
  }

  extension(actor: (typeof INSIDE)[number]): string {
    return extensionOf(this.places, actor);
  }

  /** By which number others know them. */
  numberOf(actor: Actor): string {
    if (actor === 'mobile') return mobileNumber(this.places);
    return isOutside(actor)
      ? this.watch.clientNumber
      : extensionOf(this.places, actor as (typeof INSIDE)[number]);
  }

  /** How amoCRM has a number outside, and whose it is there. */
  outside(number: string): readonly [string, string] {
    const mobile = `+${mobileNumber(this.places)}`;
    if (comparable(number) === comparable(mobile)) return [mobile, 'mobile'];
    return [this.watch.clientNumber, this.watch.clientNumber];
  }

  /** By which lines this number may be shown as calling; null: by none. */
  linesOf(number: string): readonly (string | null)[] {
    const lines = dialledLines(this.watch.timeline(), comparable(number));
    return lines.length === 0 ? [null] : lines.map((line) => shownLine(this.places, line));
  }

  /** What is dialled to call this. */
  dialled(to: Dialled): string {
    if (to === 'absent') return absentNumber(this.places);
    if (isLine(to)) return lineNumber(to);
    return isWay(to) ? `${wayPrefix(to)}${this.watch.clientNumber.slice(1)}` : this.numberOf(to);
  }

  /** Ends what is left; once all of it is heard and in amoCRM, what amoCRM has got since the last time. */
  async settle(): Promise<readonly Logged[]> {
    const isQuiet = (): boolean => Object.values(this.phones).every(({ live }) => live.length === 0);
    for (const call of this.live())
      if (call.phase === 'up') await call.hangup();
      else if (call.phase === 'calling') call.cancel();
    // A phone whose caller has given up may still ring, and would be taken for one that refuses.
    await until('no phone rings', isQuiet, RINGS_ON_MS).catch(() => {
      for (const call of this.live()) if (call.phase === 'ringing') call.reject(486);
    });
    await until('no phone has a call', isQuiet);
    this.marks += 1;
    const mark = await this.phones.client2.call(MARK_LINE, MARK);
    await mark.until('ended');
    const { calls } = this.amo.account;
    await until(
      'the mark is in amoCRM',
      () => calls.filter(({ phone }) => phone === MARK).length >= this.marks,
    );
    const { process } = this.backend;
    await process.untilStore(
      () => `no call is open: ${process.openJournals().join('\n')}`,
      () => process.openJournals().length === 0,
    );
    await until('all calls are in amoCRM', async () => (await process.outbox()) === 0);
    const fresh = calls.slice(this.logged).filter(({ phone }) => phone !== MARK);
    this.logged = calls.length;
    return fresh.map(({ direction, call_status, call_responsible, duration, phone }) => ({
      direction,
      status: call_status ?? -1,
      by: call_responsible === undefined ? null : Number(call_responsible),
      seconds: duration,
      number: phone,
    }));
  }

  private live(): readonly SipCall[] {
    return Object.values(this.phones).flatMap(({ live }) => live);
  }

  async clearMissed(): Promise<void> {
    for (const agent of AGENTS) {
      const unique_ids = (await this.backend.missed(this.extension(agent))).map(({ unique_id }) => unique_id);
      if (unique_ids.length > 0)
        await this.backend.command(this.extension(agent), 'clear_missed', { unique_ids });
    }
  }

  async close(): Promise<void> {
    this.watch.close();
    this.otherProgram.close();
    for (const phone of Object.values(this.phones)) phone.close();
    await this.backend.close();
    await this.amo.close();
  }
}

const OUTSIDE = [
  ['client', 'a'],
  ['client2', 'b'],
  ['mobile', 'm'],
] as const;
