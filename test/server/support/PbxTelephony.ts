import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { abilities, type Ability } from '../../../server/calls/Ability';
import { CommandFault } from '../../../server/calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../../server/calls/Telephony';
import type { PbxCommand, PbxOrder, PbxWord } from './TestPbx';

/** Driver of the telephone system of the tests. */
export class PbxTelephony implements Telephony {
  readonly name = 'test';
  private socket: Socket | null = null;
  private sent = 0;
  private readonly waiting = new Map<number, { done: () => void; failed: (cause: Error) => void }>();

  constructor(private readonly port: number) {}

  can(): ReadonlySet<Ability> {
    return new Set(abilities);
  }

  start(listener: TelephonyListener): Promise<void> {
    const socket = connect(this.port, '127.0.0.1');
    this.socket = socket;
    socket.on('error', () => undefined);
    const lines = createInterface({ input: socket });
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      if (this.socket === socket) this.take(JSON.parse(line) as PbxWord, listener);
    });
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.socket?.destroy();
    this.socket = null;
    for (const { failed } of this.waiting.values()) failed(new CommandFault('TelephonyUnavailable'));
    this.waiting.clear();
    return Promise.resolve();
  }

  readonly originate = (extension: string, number: string) => this.order('originate', extension, number);
  readonly pickUp = (extension: string, id: string) => this.order('pickUp', extension, id);
  readonly reject = (extension: string, id: string) => this.order('reject', extension, id);
  readonly hangup = (extension: string, id: string) => this.order('hangup', extension, id);
  readonly setHold = (extension: string, id: string, is: boolean) => this.order('setHold', extension, id, is);
  readonly setMute = (extension: string, id: string, is: boolean) => this.order('setMute', extension, id, is);
  readonly redirect = (extension: string, id: string, to: string) =>
    this.order('redirect', extension, id, to);
  readonly consult = (extension: string, id: string, to: string) => this.order('consult', extension, id, to);
  readonly completeTransfer = (extension: string, id: string, consulting: string) =>
    this.order('completeTransfer', extension, id, consulting);
  readonly sendDtmf = (extension: string, id: string, digits: string) =>
    this.order('sendDtmf', extension, id, digits);

  private order(name: PbxCommand, extension: string, ...args: (string | boolean)[]): Promise<void> {
    return new Promise((done, failed) => {
      if (this.socket === null) {
        failed(new CommandFault('TelephonyUnavailable'));
        return;
      }
      const order: PbxOrder = { id: (this.sent += 1), name, extension, args };
      this.waiting.set(order.id, { done, failed });
      this.socket.write(`${JSON.stringify(order)}\n`);
    });
  }

  private take(word: PbxWord, listener: TelephonyListener): void {
    if (word.type === 'reply') {
      this.waiting.get(word.id)?.done();
      this.waiting.delete(word.id);
    } else if (word.type === 'link') {
      listener.link(word.isUp);
    } else if (word.type === 'event') {
      listener.call(word.extension, word.event, { trace: word.event.id, at: Date.now() });
    } else {
      for (const { id, extension, direction, number, startedAt, consultOf, ...call } of word.calls) {
        const phase = direction === 'inbound' ? ('ringing' as const) : ('dialing' as const);
        const origin = { trace: id, at: Date.now() };
        listener.call(
          extension,
          { type: 'began', id, direction, phase, number, at: startedAt, consultOf },
          origin,
        );
        if (call.phase !== 'talking') continue;
        listener.call(extension, { type: 'answered', id, at: call.answeredAt }, origin);
        listener.call(extension, { type: 'held', id, isHeld: call.isHeld }, origin);
        listener.call(extension, { type: 'muted', id, isMuted: call.isMuted }, origin);
      }
      listener.link(true);
      listener.resynced(new Set(word.calls.map(({ id }) => id)), Date.now());
    }
  }
}
