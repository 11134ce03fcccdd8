import { Failure } from '../Failure';

/** Sends DTMF digits to the backend. */
export interface DtmfSender {
  /**
   * Resolves when the backend has accepted them, and rejects with a `Failure`.
   * @param digits `0`–`9`, `*`, `#`; 1 to 32 of them
   * @param key requests with the same key are carried out once
   */
  sendDtmf(callId: string, digits: string, key: string): Promise<void>;
}

/**
 * Sends the keys that the agent presses in a call as DTMF digits, in their order and one request at a time. Keys
 * pressed during a request are sent together in the next one.
 */
export class DtmfQueue {
  private waiting = '';
  private callId: string | null = null;

  constructor(
    private readonly sender: DtmfSender,
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
        await this.sender.sendDtmf(this.callId, digits, `dtmf:${this.newKey()}`);
      } catch (error) {
        // The keys that wait would have another meaning without the lost ones, so they are dropped.
        this.waiting = '';
        this.onFailure(Failure.from(error));
      }
    }
    this.callId = null;
  }
}
