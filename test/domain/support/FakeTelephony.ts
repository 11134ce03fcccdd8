import type { CallCommands } from '../../../src/domain/calls/CallCommands';
import type { DtmfSender } from '../../../src/domain/calls/DtmfQueue';
import { targetNumber, type Action } from '../../../src/domain/calls/Command';
import { settle } from '../../support/FakeTimer';

/** Records the commands sent to it; the test accepts or refuses each. */
export class FakeTelephony implements CallCommands, DtmfSender {
  readonly asked: string[] = [];
  /** Keys of the commands that were sent. */
  readonly keys: string[] = [];
  private readonly answers: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  send = (action: Action, key: string): Promise<void> => {
    this.keys.push(key);
    return this.note(wordsOf(action));
  };
  sendDtmf = (callId: string, digits: string): Promise<void> => this.note(`dtmf ${callId} ${digits}`);
  clearMissed = (callIds: readonly string[]): Promise<void> => this.note(`clear ${callIds.join()}`);

  /** Accepts the oldest request without an answer. */
  async accept(): Promise<void> {
    this.answers.shift()?.resolve();
    await settle();
  }

  /** Refuses the oldest request without an answer. */
  async refuse(error: unknown): Promise<void> {
    this.answers.shift()?.reject(error);
    await settle();
  }

  private note(what: string): Promise<void> {
    this.asked.push(what);
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  }
}

function wordsOf(action: Action): string {
  const target = 'target' in action ? targetNumber(action.target) : '';
  const on = 'on' in action ? String(action.on) : '';
  const sure = 'isSure' in action && action.isSure ? 'all the same' : '';
  return [action.kind, target, on, sure].filter(Boolean).join(' ');
}
