import type { Ami } from './ami/Ami';
import type { AmiMessage } from './ami/AmiMessage';

/** The event with the state of one device, as it changes and as `DeviceStateList` answers. */
export const DEVICE_EVENT = 'DeviceStateChange';
/** Headers that are read of it. */
export const deviceHeaders: readonly string[] = ['Device', 'State'];

/** `State` of a device that no phone is registered for, or that Asterisk does not have. */
const NOT_THERE: ReadonlySet<string> = new Set(['UNAVAILABLE', 'INVALID']);

/** A device whose state says whether a phone is registered; of a `Local/` channel, or one through a trunk, it does not. */
const OF_PHONE = /^(?:PJSIP|SIP|IAX2)\/[^/@]+$/i;

/**
 * Which agents have no registered phone, by the states of their devices: Asterisk is asked for all of them when it is
 * connected, and then reports each change. An agent is unregistered when each of their devices is.
 *
 * ```
 *   lost (nothing is known) ──up──▶ asking ──answer──▶ known        asking, known ──down──▶ lost
 *                                   asking ──refusal──▶ followed by changes alone
 * ```
 */
export class PhoneStates {
  /** Is a device there? By its name in small letters; those of agents alone. */
  private readonly states = new Map<string, boolean>();
  private readonly owners = new Map<string, string>();
  /** Grows with each connection: answers of an earlier one are ignored. */
  private connection = 0;

  /**
   * @param devices of each agent, by extension
   * @param onChange called with each agent who has been registered or unregistered
   */
  constructor(
    private readonly devices: ReadonlyMap<string, readonly string[]>,
    private readonly onChange: (extension: string) => void,
  ) {
    for (const [extension, names] of devices)
      for (const name of names) this.owners.set(name.toLowerCase(), extension);
  }

  /** Has the agent no registered phone? False also while that is not known. */
  isUnregistered(extension: string): boolean {
    const names = this.devices.get(extension) ?? [];
    return (
      names.length > 0 &&
      names.every((name) => OF_PHONE.test(name) && this.states.get(name.toLowerCase()) === false)
    );
  }

  /** Asks for all devices. Asterisk without the action, or without the right to it, leaves them unknown. */
  up(ami: Pick<Ami, 'send'>): void {
    this.connection += 1;
    const { connection } = this;
    // What has changed since it was asked is newer than the answer.
    this.states.clear();
    ami.send({ name: 'DeviceStateList' }).then(
      ({ events }) => {
        if (connection !== this.connection) return;
        const known = new Set(this.states.keys());
        for (const event of events)
          if (!known.has((event['Device'] ?? '').toLowerCase())) this.handleEvent(event);
      },
      () => undefined,
    );
  }

  /** Handles an event of Asterisk; those that are no device's are ignored. */
  handleEvent({ Event, Device = '', State = '' }: AmiMessage): void {
    const name = Device.toLowerCase();
    const owner = this.owners.get(name);
    if (Event !== DEVICE_EVENT || owner === undefined) return;
    const was = this.isUnregistered(owner);
    this.states.set(name, !NOT_THERE.has(State));
    if (this.isUnregistered(owner) !== was) this.onChange(owner);
  }

  /** The connection is lost: nothing is known any more. */
  down(): void {
    this.connection += 1;
    const gone = [...this.devices.keys()].filter((extension) => this.isUnregistered(extension));
    this.states.clear();
    for (const extension of gone) this.onChange(extension);
  }
}
