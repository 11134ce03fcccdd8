import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { abilities, type Ability } from '../../../protocol/CallCommand';
import type { CallCommand } from '../../../protocol/CallCommand';
import { CommandFault } from '../../../server/calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../../server/calls/Telephony';
import type { PbxCommand, PbxOrder, PbxWord } from './pbxWords';

/** Driver of `TestPbx`. */
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

  run(extension: string, command: CallCommand): Promise<void> {
    switch (command.kind) {
      case 'originate':
        return this.order('originate', extension, command.target);
      case 'answer':
        return this.order('pickUp', extension, command.callId);
      case 'reject':
      case 'hangup':
        return this.order(command.kind, extension, command.callId);
      case 'hold':
        return this.order('setHold', extension, command.callId, command.on);
      case 'mute':
        return this.order('setMute', extension, command.callId, command.on);
      case 'redirect':
      case 'consult':
        return this.order(command.kind, extension, command.callId, command.target);
      case 'completeTransfer':
        return this.order(command.kind, extension, command.callId, command.consultingId);
      case 'dtmf':
        return this.order('sendDtmf', extension, command.callId, command.digits);
    }
  }

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
    } else if (word.type === 'record') {
      listener.finished(word.record);
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
