import type { SipCall } from '../asterisk/support/SipCall';
import type { SipPhone } from '../asterisk/support/SipPhone';
import type { Actor } from './Flow';
import type { Consult, PhoneCall, PhoneMoment, Timeline } from './Timeline';

const LOOK_EVERY_MS = 20;

interface Watched {
  readonly phone: Actor;
  readonly call: SipCall;
  readonly isOut: boolean;
  readonly number: string;
  refused: number | null;
  readonly isOrdered: boolean;
  readonly clicked: string | null;
  isMuted: boolean;
  readonly consults: Consult[];
  readonly moments: PhoneMoment[];
}

/** The oracle's eye: looks at the phones of an office, and notes what has changed. It reads neither AMI nor our wire. */
export class PhoneWatch {
  private calls: Watched[] = [];
  private ordered: Actor[] = [];
  private clicks: { readonly by: Actor; readonly number: string }[] = [];
  private away: { from: number; to: number | null }[] = [];
  private readonly timer: NodeJS.Timeout;
  /** When anything has changed last, ms. */
  changedAt = 0;

  constructor(
    private readonly phones: Readonly<Record<Actor, SipPhone>>,
    private readonly voices: Readonly<Record<Actor, string>>,
    /** Who the outside phones say that they are. */
    public clientNumber: string,
    private readonly own: (actor: Actor) => string,
  ) {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Our backend hears Asterisk no more, or again. */
  setAway(isAway: boolean): void {
    const last = this.away.at(-1);
    if (isAway && (last === undefined || last.to !== null)) this.away.push({ from: Date.now(), to: null });
    if (!isAway && last !== undefined) last.to ??= Date.now();
  }

  /** The next call to this phone is made by another program, which has it called before the other end. */
  expectOrder(phone: Actor): void {
    this.look();
    this.ordered.push(phone);
  }

  /** The agent's phone will ring, for the agent has this number called. */
  expectClick(by: Actor, number: string): void {
    this.look();
    this.clicks.push({ by, number });
  }

  noteRefused(call: SipCall, code: number): void {
    this.look();
    const watched = this.calls.find((one) => one.call === call);
    if (watched !== undefined) watched.refused = code;
  }

  /** The agent asks for silence, or speaks again, in the call in which somebody is heard. */
  noteMute(by: Actor, isMuted: boolean): void {
    this.talking(by).isMuted = isMuted;
    this.look();
  }

  /** The agent consults this number from the screen, with the call in which somebody is heard. */
  noteConsult(by: Actor, number: string): void {
    this.talking(by).consults.push({ number, at: Date.now() });
  }

  timeline(): Timeline {
    this.look();
    return { calls: this.calls.map((one) => this.toCall(one)), away: this.away, voices: this.voices };
  }

  /** Forgets what is over. */
  forget(): void {
    this.look();
    this.calls = this.calls.filter(({ call }) => call.phase !== 'ended');
    for (const phone of Object.values(this.phones)) phone.calls.splice(0, phone.calls.length, ...phone.live);
    this.away = [];
    this.ordered = [];
    this.clicks = [];
  }

  close(): void {
    clearInterval(this.timer);
  }

  private talking(by: Actor): Watched {
    this.look();
    const up = this.calls.filter(({ phone, call }) => phone === by && call.phase === 'up');
    const talking = up.find(({ moments }) => moments.at(-1)?.hears.length !== 0) ?? up[0];
    if (talking === undefined) throw new Error(`${by} has no call`);
    return talking;
  }

  private toCall(watched: Watched): PhoneCall {
    const { phone, isOut, number, refused, isOrdered, clicked, consults, moments } = watched;
    const isOutside = phone === 'client' || phone === 'client2' || phone === 'mobile';
    return {
      phone,
      isOut,
      number,
      own: isOutside ? this.clientNumber : this.own(phone),
      refused,
      isOrdered,
      clicked,
      consults: [...consults],
      moments: [...moments],
    };
  }

  private takeOrder(phone: Actor): boolean {
    const at = this.ordered.indexOf(phone);
    if (at !== -1) this.ordered.splice(at, 1);
    return at !== -1;
  }

  private takeClick(phone: Actor): string | null {
    const at = this.clicks.findIndex(({ by }) => by === phone);
    return at === -1 ? null : (this.clicks.splice(at, 1)[0]?.number ?? null);
  }

  private look(): void {
    for (const [actor, phone] of Object.entries(this.phones) as [Actor, SipPhone][])
      for (const call of phone.calls) this.note(actor, call);
  }

  private note(phone: Actor, call: SipCall): void {
    let watched = this.calls.find((one) => one.call === call);
    if (watched === undefined) {
      const isOut = call.invite === null;
      const { number } = call;
      const isOrdered = !isOut && this.takeOrder(phone);
      const clicked = isOut ? null : this.takeClick(phone);
      const asked = { isOrdered, clicked, isMuted: false, consults: [] };
      watched = { phone, call, isOut, number, refused: null, ...asked, moments: [] };
      this.calls.push(watched);
    }
    const before = watched.moments.at(-1);
    if (before?.phase === 'ended') return;
    const heard = call.phase === 'ended' ? '' : call.sound.hears();
    const isUnclear = heard === 'changing' || heard === 'too little';
    const hears = isUnclear ? (before?.hears ?? []) : heard.split('+').filter(isVoice);
    const { isMuted } = watched;
    const now = { at: Date.now(), phase: call.phase, hears, isHolding: call.isHolding, isMuted };
    if (before !== undefined && isSame(before, now)) return;
    watched.moments.push(now);
    this.changedAt = now.at;
  }
}

const isVoice = (heard: string): boolean => heard !== '' && heard !== 'nothing' && heard !== 'silence';

const isSame = (one: PhoneMoment, other: PhoneMoment): boolean =>
  one.phase === other.phase &&
  one.isHolding === other.isHolding &&
  one.isMuted === other.isMuted &&
  one.hears.join() === other.hears.join();
