import type { Ability } from '../../../protocol/callCommand';
import type { CallCommand } from '../../../protocol/callCommand';
import { CommandFault } from '../../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import type { VatsApi } from './api/VatsApi';
import { phoneDigits } from './wire/phoneDigits';
import type { EventPush, HistoryPush } from './pushes/VatsPush';
import type { Rounds } from './Rounds';
import { toCommandFault } from './toCommandFault';
import type { VatsCallTracker } from './tracking/VatsCallTracker';
import type { VatsDirectory } from './VatsDirectory';

/** The driver's parts, as they are made for a listener. */
export interface MegafonParts {
  readonly api: VatsApi;
  readonly tracker: VatsCallTracker;
  /** What is asked again and again: users, who is not to be disturbed, history. */
  readonly rounds: readonly Rounds[];
  /** Of them, the one whose outcome is the state of the link. */
  readonly users: Rounds;
}

/** What the driver needs. */
export interface MegafonOptions {
  readonly directory: VatsDirectory;
  /** A number as the VATS dials it. */
  readonly toPbx: (number: string) => string;
  /** Users of the VATS are read; for a command that needs them before their turn. Fails with a `VatsFault`. */
  readonly readUsers: (api: VatsApi) => Promise<void>;
}

const CALLS: ReadonlySet<Ability> = new Set(['originate']);
const NOTHING: ReadonlySet<Ability> = new Set();

/** MegaFon VATS: it makes a call for us, and tells of calls by its pushes. Nothing else can be done to a call. */
export class MegafonTelephony implements Telephony {
  readonly name = 'megafon';
  private parts: MegafonParts | null = null;

  constructor(
    private readonly options: MegafonOptions,
    private readonly open: (listener: TelephonyListener) => MegafonParts,
  ) {}

  /** Nothing for an extension that the VATS does not know; before it is asked, a call may be tried. */
  can(extension: string): ReadonlySet<Ability> {
    const { directory } = this.options;
    return directory.all === null || directory.loginOf(extension) !== null ? CALLS : NOTHING;
  }

  /** Resolves at once: the VATS may be away for a while, and is asked again. */
  start(listener: TelephonyListener): Promise<void> {
    this.parts = this.open(listener);
    for (const round of this.parts.rounds) round.start();
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const round of this.parts?.rounds ?? []) round.close();
    this.parts?.api.close();
    this.parts?.tracker.close();
    this.parts = null;
    return Promise.resolve();
  }

  /** Takes a push. False: this backend does not run the telephone system now. */
  take(push: EventPush | HistoryPush): boolean {
    if (this.parts === null) return false;
    if (push.kind === 'event') this.parts.tracker.event(push);
    else this.parts.tracker.history(push);
    return true;
  }

  /** Neither generation of the API has another command than a call. */
  run(extension: string, command: CallCommand): Promise<void> {
    return command.kind === 'originate'
      ? this.originate(extension, command.target)
      : Promise.reject(new CommandFault('NotSupported'));
  }

  private async originate(extension: string, number: string): Promise<void> {
    if (this.parts === null) throw new CommandFault('TelephonyUnavailable');
    const { api, tracker, users } = this.parts;
    const { directory, toPbx, readUsers } = this.options;
    const phone = directory.isColleague(number) ? number : phoneDigits(toPbx(number));
    // A code of the PBX's own can't be dialled this way.
    if (phone.length < 2 || /[*#]/.test(number)) throw new CommandFault('InvalidNumber');
    let order: string | null = null;
    try {
      if (directory.loginOf(extension) === null) await readUsers(api);
      const login = directory.loginOf(extension);
      if (login === null) throw new CommandFault('AgentUnavailable');
      order = tracker.place(extension, phone);
      tracker.accept(order, await api.makeCall(login, phone));
    } catch (error) {
      if (order !== null) tracker.drop(order);
      const fault = toCommandFault(error);
      // The agents learn now that the VATS is away, and not when the users' turn comes.
      if (fault instanceof CommandFault && fault.reason === 'TelephonyUnavailable') users.now();
      throw fault;
    }
  }
}
