import type { Ability } from '../calls/Ability';
import { CommandFault } from '../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../calls/Telephony';

/**
 * A telephone system on which this backend acts only while the lease is its own: each command looks right before
 * it leaves, also those that follow another by themselves. Fails with `TelephonyUnavailable` else.
 */
export class LeasedTelephony implements Telephony {
  constructor(
    private readonly driver: Telephony,
    private readonly isCertain: () => boolean,
  ) {}

  get name(): string {
    return this.driver.name;
  }

  /** Answered whoever leads. */
  can(extension: string): ReadonlySet<Ability> {
    return this.driver.can(extension);
  }

  /** What the driver tells is passed over once the lease is not certain. */
  start(listener: TelephonyListener): Promise<void> {
    const { isCertain } = this;
    return this.driver.start({
      call: (...told) => isCertain() && listener.call(...told),
      finished: (...told) => isCertain() && listener.finished(...told),
      resynced: (...told) => isCertain() && listener.resynced(...told),
      link: (...told) => isCertain() && listener.link(...told),
    });
  }

  async close(): Promise<void> {
    await this.driver.close();
  }

  originate(extension: string, number: string): Promise<void> {
    return this.act(() => this.driver.originate(extension, number));
  }

  pickUp(extension: string, callId: string): Promise<void> {
    return this.act(() => this.driver.pickUp(extension, callId));
  }

  reject(extension: string, callId: string): Promise<void> {
    return this.act(() => this.driver.reject(extension, callId));
  }

  hangup(extension: string, callId: string): Promise<void> {
    return this.act(() => this.driver.hangup(extension, callId));
  }

  setHold(extension: string, callId: string, isHeld: boolean): Promise<void> {
    return this.act(() => this.driver.setHold(extension, callId, isHeld));
  }

  setMute(extension: string, callId: string, isMuted: boolean): Promise<void> {
    return this.act(() => this.driver.setMute(extension, callId, isMuted));
  }

  redirect(extension: string, callId: string, number: string): Promise<void> {
    return this.act(() => this.driver.redirect(extension, callId, number));
  }

  consult(extension: string, callId: string, number: string): Promise<void> {
    return this.act(() => this.driver.consult(extension, callId, number));
  }

  completeTransfer(extension: string, callId: string, consultingId: string): Promise<void> {
    return this.act(() => this.driver.completeTransfer(extension, callId, consultingId));
  }

  sendDtmf(extension: string, callId: string, digits: string): Promise<void> {
    return this.act(() => this.driver.sendDtmf(extension, callId, digits));
  }

  private async act(command: () => Promise<void>): Promise<void> {
    if (!this.isCertain()) throw new CommandFault('TelephonyUnavailable');
    await command();
  }
}
