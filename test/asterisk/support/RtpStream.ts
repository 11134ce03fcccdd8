import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decodeAlaw, encodeAlaw } from './alaw';
import { ALAW, DIGITS } from './sdp';
import { SAMPLE_RATE, toneAt, voicesIn, VOICES, type Voice } from './voices';

const PACKET_MS = 20;
const SAMPLES = (SAMPLE_RATE * PACKET_MS) / 1_000;
const HEADER = 12;
/** Packets that are judged: 200 ms. */
const HEARD = 10;
/** How long without a packet counts as silence, ms. */
const NOTHING_MS = 300;
/** Packets that are later are not sent any more, ms. */
const MOST_LATE_MS = 200;
/** What a key that is pressed sends, and the pause after it, in packets. */
const KEY_PACKETS = 8;
const PAUSE_PACKETS = 5;
const DIGIT_NAMES = '0123456789*#ABCD';

/** The sound of one call: sends its tone, and has the tones that it hears (RFC 3550). */
export class RtpStream {
  /** Digits that were dialled to us, in their order. */
  digits = '';
  private readonly heard: Voice[][] = [];
  private lastAt = performance.now();
  private lastDigitAt = -1;
  private peer: { readonly host: string; readonly port: number } | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** When the next packet is to be sent, by `performance.now()`. */
  private dueAt = 0;
  private number = 0;
  private time = 0;
  /** What is still to be dialled; `null`: a pause. */
  private readonly keys: ({ readonly code: number; readonly step: number } | null)[] = [];
  private readonly source = randomBytes(4);
  private readonly tone: Buffer;

  private constructor(
    private readonly socket: Socket,
    /** Whose tone it sends. */
    readonly voice: Voice,
  ) {
    this.tone = encodeAlaw(Array.from({ length: SAMPLES }, (_, index) => toneAt(VOICES[voice], index)));
    socket.on('message', (packet) => this.take(packet));
  }

  static async open(host: string, voice: Voice): Promise<RtpStream> {
    const socket = createSocket('udp4').bind(0, host);
    await once(socket, 'listening');
    return new RtpStream(socket, voice);
  }

  get port(): number {
    return this.socket.address().port;
  }

  /** Where to say it. */
  towards(peer: { readonly host: string; readonly port: number } | null): void {
    this.peer = peer ?? this.peer;
  }

  /** Begins, or stops, to say the tone. */
  speak(isSpeaking: boolean): void {
    if (!isSpeaking && this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
    if (!isSpeaking || this.timer !== null) return;
    this.dueAt = performance.now();
    this.timer = setInterval(() => this.sendDue(), PACKET_MS);
  }

  /** Dials digits one after another as a phone's keys do (RFC 4733). */
  press(digits: string): void {
    for (const digit of digits) {
      const code = DIGIT_NAMES.indexOf(digit);
      for (let step = 1; step <= KEY_PACKETS; step += 1) this.keys.push({ code, step });
      for (let step = 0; step < PAUSE_PACKETS; step += 1) this.keys.push(null);
    }
  }

  /**
   * What came of late: the voices, such as `102`, `102+client` or `music`; `silence`: sound without any of them;
   * `nothing`: no sound comes at all.
   */
  hears(): string {
    if (performance.now() - this.lastAt > NOTHING_MS) return 'nothing';
    if (this.heard.length < HEARD) return 'too little';
    const [first = []] = this.heard;
    // Something begins or ends in this very moment.
    if (!this.heard.every((voices) => voices.join() === first.join())) return 'changing';
    return first.length === 0 ? 'silence' : first.join('+');
  }

  /** Starts to listen again. */
  forget(): void {
    this.heard.length = 0;
  }

  close(): void {
    this.speak(false);
    this.socket.close();
  }

  /** Sends what is due by now: on a busy machine timers are late, and a mixer that lacks a packet now and then plays gaps. */
  private sendDue(): void {
    const now = performance.now();
    this.dueAt = Math.max(this.dueAt, now - MOST_LATE_MS);
    for (; this.dueAt <= now; this.dueAt += PACKET_MS) this.sendNext();
  }

  /** The next 20 ms: of a key that is pressed, else of the tone. */
  private sendNext(): void {
    const key = this.keys.shift() ?? null;
    if (key === null) this.write(ALAW, this.tone, this.time, false);
    else this.sendKey(key);
    this.time += SAMPLES;
  }

  /** All packets of a key carry the time at which it went down; the last three say that it is up again. */
  private sendKey({ code, step }: { readonly code: number; readonly step: number }): void {
    const event = Buffer.from([code, step > KEY_PACKETS - 3 ? 0x8a : 0x0a, 0, 0]);
    event.writeUInt16BE(SAMPLES * step, 2);
    this.write(DIGITS, event, this.time - SAMPLES * (step - 1), step === 1);
  }

  private write(type: number, payload: Buffer, time: number, isMarked: boolean): void {
    if (this.peer === null) return;
    const head = Buffer.alloc(HEADER);
    head.writeUInt8(0x80, 0);
    head.writeUInt8(type | (isMarked ? 0x80 : 0), 1);
    head.writeUInt16BE(this.number++ & 0xffff, 2);
    head.writeUInt32BE(time >>> 0, 4);
    this.source.copy(head, 8);
    this.socket.send(Buffer.concat([head, payload]), this.peer.port, this.peer.host);
  }

  private take(packet: Buffer): void {
    if (packet.length <= HEADER) return;
    const type = packet.readUInt8(1) & 0x7f;
    const payload = packet.subarray(HEADER);
    if (type === DIGITS) this.takeDigit(packet.readUInt32BE(4), payload.readUInt8(0));
    if (type !== ALAW) return;
    this.lastAt = performance.now();
    this.heard.push(voicesIn(decodeAlaw(payload)));
    if (this.heard.length > HEARD) this.heard.shift();
  }

  /** All packets of one digit carry the same time, by which a digit is known from the next (RFC 4733, section 2.5.1.2). */
  private takeDigit(time: number, code: number): void {
    if (time === this.lastDigitAt) return;
    this.lastDigitAt = time;
    this.digits += DIGIT_NAMES[code] ?? '';
  }
}
