import type { Ability } from '../../protocol/callCommand';
import type { CallCommand } from '../../protocol/callCommand';
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

  async run(extension: string, command: CallCommand): Promise<void> {
    if (!this.isCertain()) throw new CommandFault('TelephonyUnavailable');
    await this.driver.run(extension, command);
  }
}
