import type { Ability } from '../../protocol/CallCommand';
import type { CallCommand } from '../../protocol/CallCommand';
import { CommandFault } from '../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../calls/Telephony';

/**
 * The driver, guarded by the lease: each command checks the lease right before it is passed on, also those that a
 * service sends by itself. Without the lease it fails with `TelephonyUnavailable`.
 */
export class LeasedTelephony implements Telephony {
  constructor(
    private readonly driver: Telephony,
    private readonly isCertain: () => boolean,
  ) {}

  get name(): string {
    return this.driver.name;
  }

  /** Does not depend on the lease. */
  can(extension: string): ReadonlySet<Ability> {
    return this.driver.can(extension);
  }

  /** Events of the driver are dropped while the lease is not certain. */
  start(listener: TelephonyListener): Promise<void> {
    const { isCertain } = this;
    return this.driver.start({
      call: (...args) => isCertain() && listener.call(...args),
      closed: (...args) => isCertain() && listener.closed(...args),
      finished: (...args) => isCertain() && listener.finished(...args),
      resynced: (...args) => isCertain() && listener.resynced(...args),
      link: (...args) => isCertain() && listener.link(...args),
    });
  }

  async close(): Promise<void> {
    await this.driver.close();
  }

  async run(extension: string, command: CallCommand): Promise<void> {
    if (!this.isCertain()) throw new CommandFault('TelephonyUnavailable');
    await this.driver.run(extension, command);
  }
}
