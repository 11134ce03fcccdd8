import { Failure } from '../Failure';
import type { CallCommands } from './CallCommands';

/**
 * Sends the keys that the agent presses in a call as DTMF digits, in their order and one request at a time. Keys
 * pressed during a request are sent together in the next one.
 */
export class DtmfQueue {
  private waiting = '';
  private callId: string | null = null;

  constructor(
    private readonly commands: Pick<CallCommands, 'sendDtmf'>,
    /** Gives a new command key with each call. */
    private readonly newKey: () => string,
    private readonly onFailure: (failure: Failure) => void,
  ) {}

  /** @param key `0`–`9`, `*` or `#` */
  press(callId: string, key: string): void {
    const isUnderWay = this.callId !== null;
    // Keys that wait for another call are dropped: they must not be sent in this one.
    this.waiting = this.callId === null || this.callId === callId ? this.waiting + key : key;
    this.callId = callId;
    if (!isUnderWay) void this.flush();
  }

  /** Sends waiting keys, at most 32 in a request, until none wait. */
  private async flush(): Promise<void> {
    while (this.callId !== null && this.waiting !== '') {
      const digits = this.waiting.slice(0, 32);
      this.waiting = this.waiting.slice(32);
      try {
        await this.commands.sendDtmf(this.callId, digits, `dtmf:${this.newKey()}`);
      } catch (error) {
        // The keys that wait would have another meaning without the lost ones, so they are dropped.
        this.waiting = '';
        this.onFailure(Failure.from(error));
      }
    }
    this.callId = null;
  }
}
