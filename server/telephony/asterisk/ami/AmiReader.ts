import { AmiFault } from './Ami';
import type { AmiMessage } from './AmiMessage';
import type { FollowedEvents } from './FollowedEvents';
import { NextPlace } from './NextPlace';
import { KeptHeaders, parseEvent } from './parseEvent';
import { HEADER_LIMIT, parseMessage } from './parseMessage';

/** Size limits; beyond them the other end is assumed not to be an Asterisk. */
export interface AmiLimits {
  /** Characters. */
  readonly header: number;
  /** Bytes. The answer to a console command is one message of many lines. */
  readonly message: number;
}

const LIMITS: AmiLimits = { header: HEADER_LIMIT, message: 1_024 * 1_024 };
const LINE_END = '\r\n';
const MESSAGE_END = '\r\n\r\n';
const EVENT = 'Event: ';
const VARSET = 'VarSet';
const VARIABLE = '\r\nVariable: ';
const ACTION_ID = '\r\nActionID: ';
const BANNER = 'Asterisk Call Manager/';
/** Bytes. */
const BANNER_LIMIT = 256;
const FIRST_CAPACITY = 64 * 1_024;

/**
 * Parses the bytes that Asterisk sends into messages, however they are split. Bytes are decoded only when a message is
 * complete, so no character is split. After a fault the reader must not be used any more.
 */
export class AmiReader {
  private readonly kept: KeptHeaders;
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
  ) {
    this.kept = new KeptHeaders(followed?.headers ?? []);
  }

  /** Asterisk's banner was read. */
  get isGreeted(): boolean {
    return this.greeted;
  }

  /** Returns the messages that these bytes complete. Fails with the `AmiFault` `badAnswer`. */
  read(bytes: Uint8Array): AmiMessage[] {
    this.append(bytes);
    const data = this.store.subarray(0, this.length);
    const begin = this.greeted ? 0 : this.readBanner(data);
    const messages: AmiMessage[] = [];
    this.keepFrom(this.greeted ? this.readMessages(data, begin, messages) : 0);
    return messages;
  }

  /** Adds the complete messages from this byte on. @returns where the first one that is not complete begins */
  private readMessages(data: Buffer, begin: number, messages: AmiMessage[]): number {
    const hasEnd = data.includes(MESSAGE_END, Math.max(begin, this.searched));
    // Each byte is one character here, so that a place in the text is one in the bytes.
    const text = hasEnd ? data.toString('latin1') : '';
    const ends = new NextPlace(text, MESSAGE_END);
    const actionIds = new NextPlace(text, ACTION_ID);
    let from = begin;
    for (;;) {
      // Some events of Asterisk end with an extra empty line.
      while (text.startsWith(LINE_END, from)) from += LINE_END.length;
      const end = ends.from(Math.max(from, this.searched));
      if (Math.min(end, data.length) - from > this.limits.message)
        throw new AmiFault('badAnswer', 'a message is too long');
      if (end === Infinity) return from;
      const kind = this.kindOf(text, from, end, actionIds);
      if (kind === 'followed')
        messages.push(parseEvent(data.toString('utf8', from, end), this.limits.header, this.kept));
      else if (kind === 'whole')
        messages.push(parseMessage(data.toString('utf8', from, end), this.limits.header));
      from = end + MESSAGE_END.length;
    }
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
  private kindOf(
    text: string,
    from: number,
    end: number,
    actionIds: NextPlace,
  ): 'followed' | 'whole' | 'skipped' {
    if (this.followed === null || !text.startsWith(EVENT, from)) return 'whole';
    const { names, variables } = this.followed;
    const name = lineAt(text, from + EVENT.length, end);
    if (names.has(name))
      return name !== VARSET || variables.has(variableIn(text, from, end)) ? 'followed' : 'skipped';
    return actionIds.from(from) < end ? 'whole' : 'skipped';
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
function variableIn(text: string, from: number, end: number): string {
  const found = text.indexOf(VARIABLE, from);
  return found < 0 || found >= end ? '' : lineAt(text, found + VARIABLE.length, end);
}

/** The text from this place to the end of its line. @param end where the message ends */
function lineAt(text: string, from: number, end: number): string {
  const found = text.indexOf(LINE_END, from);
  return text.slice(from, found < 0 || found > end ? end : found);
}
