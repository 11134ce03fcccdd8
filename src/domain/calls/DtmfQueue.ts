import { Failure } from '../Failure';
import type { CallCommands } from './CallCommands';

/** Sends the keys that the agent presses in a call, in their order: those pressed meanwhile go together next. */
export class DtmfQueue {
  private waiting = '';
  private callId: string | null = null;

  constructor(
    private readonly commands: Pick<CallCommands, 'sendDtmf'>,
    /** A key that was never used before. */
    private readonly newKey: () => string,
    private readonly onFailure: (failure: Failure) => void,
  ) {}

  /** @param key `0`–`9`, `*` or `#` */
  press(callId: string, key: string): void {
    const isUnderWay = this.callId !== null;
    // Keys for a call that is over by now must not reach another one.
    this.waiting = this.callId === null || this.callId === callId ? this.waiting + key : key;
    this.callId = callId;
    if (!isUnderWay) void this.run();
  }

  private async run(): Promise<void> {
    while (this.callId !== null && this.waiting !== '') {
      const digits = this.waiting.slice(0, 32);
      this.waiting = this.waiting.slice(32);
      try {
        await this.commands.sendDtmf(this.callId, digits, `dtmf:${this.newKey()}`);
      } catch (error) {
        // What was typed behind would be understood wrongly without these.
        this.waiting = '';
        this.onFailure(Failure.from(error));
      }
    }
    this.callId = null;
  }
}
