import { AmiFault } from './Ami';
import type { AmiMessage } from './AmiMessage';
import type { FollowedEvents } from './FollowedEvents';
import { HEADER_LIMIT, parseMessage } from './parseMessage';

/** Size limits; beyond them the other end is assumed not to be an Asterisk. */
export interface AmiLimits {
  /** Characters. */
  readonly header: number;
  /** Bytes. The answer to a console command is one message of many lines. */
  readonly message: number;
}

const LIMITS: AmiLimits = { header: HEADER_LIMIT, message: 1_024 * 1_024 };
const LINE_END = Buffer.from('\r\n');
const MESSAGE_END = Buffer.from('\r\n\r\n');
const EVENT = Buffer.from('Event: ');
const CARRIAGE_RETURN = 0x0d;
const VARSET = 'VarSet';
const VARIABLE = Buffer.from('\r\nVariable: ');
const ACTION_ID = Buffer.from('\r\nActionID: ');
const BANNER = 'Asterisk Call Manager/';
/** Bytes. */
const BANNER_LIMIT = 256;
const FIRST_CAPACITY = 64 * 1_024;

/**
 * Parses the bytes that Asterisk sends into messages, however they are split. Bytes are decoded only when a message is
 * complete, so no character is split. After a fault the reader must not be used any more.
 */
export class AmiReader {
  private store = Buffer.allocUnsafe(FIRST_CAPACITY);
  /** Bytes used in the store. */
  private length = 0;
  /** No message ends before this byte. */
  private searched = 0;
  private greeted = false;

  /**
   * @param followed the events that are parsed; others are skipped, except those that answer an action; null: all
   */
  constructor(
    private readonly followed: FollowedEvents | null = null,
    private readonly limits: AmiLimits = LIMITS,
  ) {}

  /** Asterisk's banner was read. */
  get isGreeted(): boolean {
    return this.greeted;
  }

  /** Returns the messages that these bytes complete. Fails with the `AmiFault` `badAnswer`. */
  read(bytes: Uint8Array): AmiMessage[] {
    this.append(bytes);
    const data = this.store.subarray(0, this.length);
    const messages: AmiMessage[] = [];
    let from = this.greeted ? 0 : this.readBanner(data);
    while (this.greeted) {
      // Some events of Asterisk end with an extra empty line.
      while (data[from] === LINE_END[0] && data[from + 1] === LINE_END[1]) from += LINE_END.length;
      const end = data.indexOf(MESSAGE_END, Math.max(from, this.searched));
      if ((end < 0 ? data.length : end) - from > this.limits.message)
        throw new AmiFault('badAnswer', 'a message is too long');
      if (end < 0) break;
      const kind = this.kindOf(data, from, end);
      if (kind !== 'skipped') {
        const headers = kind === 'followed' ? (this.followed?.headers ?? null) : null;
        messages.push(parseMessage(data.toString('utf8', from, end), this.limits.header, headers));
      }
      from = end + MESSAGE_END.length;
    }
    this.keepFrom(from);
    return messages;
  }

  /** Returns where the first message begins; 0: the banner is not complete yet. */
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

  /** `followed`: an event that is followed; `whole`: an answer, or an event that belongs to one. */
  private kindOf(data: Buffer, from: number, end: number): 'followed' | 'whole' | 'skipped' {
    if (this.followed === null) return 'whole';
    if (data.compare(EVENT, 0, EVENT.length, from, from + EVENT.length) !== 0) return 'whole';
    const { names, variables } = this.followed;
    const name = lineAt(data, from + EVENT.length, end);
    if (names.has(name))
      return name !== VARSET || variables.has(variableIn(data, from, end)) ? 'followed' : 'skipped';
    return data.subarray(from, end).includes(ACTION_ID) ? 'whole' : 'skipped';
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

  /** Discards the bytes that were read. */
  private keepFrom(from: number): void {
    this.store.copyWithin(0, from, this.length);
    this.length -= from;
    // The end of a message may be split: its first three bytes are searched again.
    this.searched = Math.max(0, this.length - MESSAGE_END.length + 1);
    if (this.length === 0 && this.store.length > FIRST_CAPACITY)
      this.store = Buffer.allocUnsafe(FIRST_CAPACITY);
  }
}

/** The name of the variable of a `VarSet` event; empty: it has none. */
function variableIn(data: Buffer, from: number, end: number): string {
  const found = data.indexOf(VARIABLE, from);
  return found < 0 || found >= end ? '' : lineAt(data, found + VARIABLE.length, end);
}

/** The text from this byte to the end of its line. @param end where the message ends */
function lineAt(data: Buffer, from: number, end: number): string {
  const found = data.indexOf(CARRIAGE_RETURN, from);
  return data.toString('latin1', from, found < 0 || found > end ? end : found);
}
