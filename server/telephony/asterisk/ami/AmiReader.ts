import { AmiFault } from './Ami';
import type { AmiMessage } from './AmiMessage';
import { HEADER_LIMIT, parseMessage } from './parseMessage';

/** How much is taken before the other end is believed to be no Asterisk. */
export interface AmiLimits {
  /** Characters. */
  readonly header: number;
  /** Bytes. A console's answer is one message of many lines. */
  readonly message: number;
}

const LIMITS: AmiLimits = { header: HEADER_LIMIT, message: 1_024 * 1_024 };
const LINE_END = Buffer.from('\r\n');
const MESSAGE_END = Buffer.from('\r\n\r\n');
const EVENT = Buffer.from('Event: ');
const ACTION_ID = Buffer.from('\r\nActionID: ');
const BANNER = 'Asterisk Call Manager/';
/** Bytes. */
const BANNER_LIMIT = 256;
const FIRST_CAPACITY = 64 * 1_024;

/**
 * Makes messages of the bytes that Asterisk sends, however they are cut. Bytes become text only when a message is
 * whole, so a character is never torn. After a fault the reader must not be used any more.
 */
export class AmiReader {
  private store = Buffer.allocUnsafe(FIRST_CAPACITY);
  /** Bytes that wait in the store. */
  private length = 0;
  /** Before this byte no message ends. */
  private searched = 0;
  private greeted = false;

  /**
   * @param followed names of the events that are wanted: others are skipped unread, save those that answer an
   * action; null: all
   */
  constructor(
    private readonly followed: ReadonlySet<string> | null = null,
    private readonly limits: AmiLimits = LIMITS,
  ) {}

  /** Asterisk's first line has come. */
  get isGreeted(): boolean {
    return this.greeted;
  }

  /** The messages that are whole with these bytes. Fails with the `AmiFault` `badAnswer`. */
  read(bytes: Uint8Array): AmiMessage[] {
    this.append(bytes);
    const data = this.store.subarray(0, this.length);
    const messages: AmiMessage[] = [];
    let from = this.greeted ? 0 : this.readBanner(data);
    while (this.greeted) {
      // Some events of Asterisk end with one empty line too many.
      while (data[from] === LINE_END[0] && data[from + 1] === LINE_END[1]) from += LINE_END.length;
      const end = data.indexOf(MESSAGE_END, Math.max(from, this.searched));
      if ((end < 0 ? data.length : end) - from > this.limits.message)
        throw new AmiFault('badAnswer', 'a message is too long');
      if (end < 0) break;
      if (this.isWanted(data, from, end))
        messages.push(parseMessage(data.toString('utf8', from, end), this.limits.header));
      from = end + MESSAGE_END.length;
    }
    this.keepFrom(from);
    return messages;
  }

  /** Where the first message begins; 0: the banner is not whole yet. */
  private readBanner(data: Buffer): number {
    const end = data.indexOf(LINE_END);
    const isWhole = end >= 0 && end < BANNER_LIMIT;
    const line = data.toString('latin1', 0, isWhole ? end : data.length);
    this.greeted = isWhole && line.startsWith(BANNER);
    if (this.greeted) return end + LINE_END.length;
    if (!isWhole && line.length < BANNER_LIMIT && `${line}${BANNER.slice(line.length)}`.startsWith(BANNER))
      return 0;
    throw new AmiFault('badAnswer', 'it does not greet as an Asterisk');
  }

  private isWanted(data: Buffer, from: number, end: number): boolean {
    if (this.followed === null) return true;
    if (data.compare(EVENT, 0, EVENT.length, from, from + EVENT.length) !== 0) return true;
    const nameEnd = Math.min(data.indexOf(LINE_END, from), end);
    if (this.followed.has(data.toString('latin1', from + EVENT.length, nameEnd))) return true;
    return data.subarray(from, end).includes(ACTION_ID);
  }

  private append(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (needed > this.store.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.store.length * 2));
      this.store.copy(larger, 0, 0, this.length);
      this.store = larger;
    }
    this.store.set(bytes, this.length);
    this.length = needed;
  }

  /** Forgets what was read. */
  private keepFrom(from: number): void {
    this.store.copyWithin(0, from, this.length);
    this.length -= from;
    // The end of a message may be torn: its first three bytes are searched again.
    this.searched = Math.max(0, this.length - MESSAGE_END.length + 1);
    if (this.length === 0 && this.store.length > FIRST_CAPACITY)
      this.store = Buffer.allocUnsafe(FIRST_CAPACITY);
  }
}
