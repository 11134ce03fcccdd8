import type { Ability } from '../../../protocol/callCommand';
import type { CallCommand } from '../../../protocol/callCommand';
import { CommandFault } from '../../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import type { LegTracker } from './LegTracker';
import type { Session } from './Session';
import { toCommandFault } from './toCommandFault';

/** The driver's parts, as they are made for a listener. */
export interface Ecss10Parts {
  readonly tracker: LegTracker;
  /** One for all numbers, or one for each agent; none in the profile that can only log in. */
  readonly sessions: readonly Session[];
}

const NOTHING: ReadonlySet<Ability> = new Set();

/** ECSS-10 over its Call API. Hold and transfer have no public command there. */
export class Ecss10Telephony implements Telephony {
  readonly name = 'ecss10';
  private parts: Ecss10Parts | null = null;

  constructor(
    private readonly abilities: ReadonlySet<Ability>,
    /** A number as the softswitch dials it. Fails with `InvalidNumber`. */
    private readonly toPbx: (number: string) => string,
    private readonly isAgent: (extension: string) => boolean,
    private readonly open: (listener: TelephonyListener) => Ecss10Parts,
  ) {}

  can(extension: string): ReadonlySet<Ability> {
    return this.isAgent(extension) ? this.abilities : NOTHING;
  }

  /** Resolves at once: the softswitch may be away for a while, and is waited for. */
  start(listener: TelephonyListener): Promise<void> {
    this.parts = this.open(listener);
    for (const session of this.parts.sessions) session.start();
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const session of this.parts?.sessions ?? []) session.close();
    this.parts?.tracker.close();
    this.parts = null;
    return Promise.resolve();
  }

  /** The Call API has no public command for hold and what follows from it. */
  async run(extension: string, command: CallCommand): Promise<void> {
    switch (command.kind) {
      case 'originate': {
        const number = this.toPbx(command.target);
        return this.carried(() => this.session(extension).ask({ type: 'make', own: extension, number }));
      }
      case 'answer':
      case 'reject':
        return this.onLeg(command.kind, extension, command.callId);
      case 'hangup':
        return this.onLeg('drop', extension, command.callId);
      default:
        throw new CommandFault('NotSupported');
    }
  }

  private onLeg(type: 'answer' | 'reject' | 'drop', extension: string, callId: string): Promise<void> {
    return this.carried(async () => {
      const { tracker } = this.running;
      if (tracker.legOf(extension, callId) === null) throw new CommandFault('NoActiveCall');
      // The leg's end may be told before the answer to the command.
      if (type === 'reject') tracker.take({ type: 'refused', id: callId, isRefused: true });
      try {
        await this.session(extension).ask({ type, own: extension, legId: callId });
      } catch (error) {
        if (type === 'reject') tracker.take({ type: 'refused', id: callId, isRefused: false });
        throw error;
      }
    });
  }

  private async carried(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      throw toCommandFault(error);
    }
  }

  private session(extension: string): Session {
    const session = this.running.sessions.find(({ number }) => number === null || number === extension);
    if (session === undefined) throw new CommandFault('TelephonyUnavailable');
    return session;
  }

  private get running(): Ecss10Parts {
    if (this.parts === null) throw new CommandFault('TelephonyUnavailable');
    return this.parts;
  }
}
