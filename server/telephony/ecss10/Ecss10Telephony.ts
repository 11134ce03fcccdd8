import type { Ability } from '../../../protocol/CallCommand';
import type { CallCommand } from '../../../protocol/CallCommand';
import { CommandFault } from '../../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import { demandAbility } from '../../calls/demandAbility';
import { demandPhase } from '../../calls/demandPhase';
import { phaseOf } from './Ecss10Leg';
import type { LegTracker } from './LegTracker';
import type { Ecss10Session } from './Ecss10Session';
import { commandFaultOfEcss10 } from './commandFaultOfEcss10';

/** What exists between start and close; created at each start. */
export interface Ecss10Runtime {
  readonly tracker: LegTracker;
  /** One for all numbers, or one for each agent; none in the profile that can only log in. */
  readonly sessions: readonly Ecss10Session[];
}

const NOTHING: ReadonlySet<Ability> = new Set();

/** How a leg is marked that a command ends. */
const MARKS = { answer: null, reject: 'refused', hangup: 'dropped' } as const;

/** ECSS-10 over its Call API, which documents no command for hold and transfer. */
export class Ecss10Telephony implements Telephony {
  readonly name = 'ecss10';
  private runtime: Ecss10Runtime | null = null;

  constructor(
    private readonly abilities: ReadonlySet<Ability>,
    /** A number as the softswitch dials it. Fails with `InvalidNumber`. */
    private readonly toPbx: (number: string) => string,
    private readonly isAgent: (extension: string) => boolean,
    private readonly open: (listener: TelephonyListener) => Ecss10Runtime,
  ) {}

  can(extension: string): ReadonlySet<Ability> {
    return this.isAgent(extension) ? this.abilities : NOTHING;
  }

  /** Resolves at once; the sessions retry while the softswitch can't be reached. */
  start(listener: TelephonyListener): Promise<void> {
    this.runtime = this.open(listener);
    for (const session of this.runtime.sessions) session.start();
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const session of this.runtime?.sessions ?? []) session.close();
    this.runtime?.tracker.close();
    this.runtime = null;
    return Promise.resolve();
  }

  /** The Call API documents no command for hold, mute, digits and transfer. */
  async run(extension: string, command: CallCommand): Promise<void> {
    demandAbility(this.can(extension), command.kind);
    switch (command.kind) {
      case 'originate': {
        const number = this.toPbx(command.target);
        return this.withCommandFaults(() =>
          this.session(extension).send({ type: 'make', own: extension, number }),
        );
      }
      case 'answer':
      case 'reject':
        return this.onLeg(command.kind, extension, command.callId);
      case 'hangup':
        return this.onLeg(command.kind, extension, command.callId);
      default:
        throw new CommandFault('NotSupported');
    }
  }

  private onLeg(kind: 'answer' | 'reject' | 'hangup', extension: string, callId: string): Promise<void> {
    const type = kind === 'hangup' ? 'drop' : kind;
    return this.withCommandFaults(async () => {
      const { tracker } = this.running;
      const leg = tracker.legOf(extension, callId);
      if (leg === null) throw new CommandFault('NoActiveCall');
      demandPhase(kind, phaseOf(leg));
      const mark = MARKS[kind];
      // The leg's end may be reported before the answer to the command.
      if (mark !== null) tracker.apply({ type: mark, id: callId, isSo: true });
      try {
        await this.session(extension).send({ type, own: extension, legId: callId });
      } catch (error) {
        if (mark !== null) tracker.apply({ type: mark, id: callId, isSo: false });
        throw error;
      }
    });
  }

  private async withCommandFaults(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      throw commandFaultOfEcss10(error);
    }
  }

  private session(extension: string): Ecss10Session {
    const session = this.running.sessions.find(({ number }) => number === null || number === extension);
    if (session === undefined) throw new CommandFault('TelephonyUnavailable');
    return session;
  }

  private get running(): Ecss10Runtime {
    if (this.runtime === null) throw new CommandFault('TelephonyUnavailable');
    return this.runtime;
  }
}
