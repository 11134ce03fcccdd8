import type { Ability } from '../../../protocol/CallCommand';
import type { CallCommand } from '../../../protocol/CallCommand';
import { CommandFault } from '../../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import { demandAbility } from '../../calls/demandAbility';
import type { VatsApi } from './api/VatsApi';
import { phoneDigits } from './wire/phoneDigits';
import type { EventPush, HistoryPush } from './pushes/VatsPush';
import type { Poller } from './Poller';
import { commandFaultOfVats } from './commandFaultOfVats';
import type { VatsCallTracker } from './tracking/VatsCallTracker';
import type { VatsDirectory } from './VatsDirectory';

/** What exists between start and close; created at each start. */
export interface MegafonRuntime {
  readonly api: VatsApi;
  readonly tracker: VatsCallTracker;
  /** Pollers of users, "do not disturb" and history. */
  readonly pollers: readonly Poller[];
  /** The one of them whose result is the state of the link. */
  readonly usersPoller: Poller;
}

/** What the driver needs. */
export interface MegafonOptions {
  readonly directory: VatsDirectory;
  /** A number as the VATS dials it. */
  readonly toPbx: (number: string) => string;
  /** Reads the users of the VATS, when a command needs them before the poller has. Fails with a `VatsFault`. */
  readonly readUsers: (api: VatsApi) => Promise<void>;
}

const CALLS: ReadonlySet<Ability> = new Set(['originate']);
const NOTHING: ReadonlySet<Ability> = new Set();

/** MegaFon VATS: its API can make a call, and its pushes report calls. It has no command for a call under way. */
export class MegafonTelephony implements Telephony {
  readonly name = 'megafon';
  private runtime: MegafonRuntime | null = null;

  constructor(
    private readonly options: MegafonOptions,
    private readonly open: (listener: TelephonyListener) => MegafonRuntime,
  ) {}

  /** Empty for an extension that the VATS does not know; before the users are read, a call may be tried. */
  can(extension: string): ReadonlySet<Ability> {
    const { directory } = this.options;
    return directory.all === null || directory.loginOf(extension) !== null ? CALLS : NOTHING;
  }

  /** Resolves at once; the pollers retry while the VATS can't be reached. */
  start(listener: TelephonyListener): Promise<void> {
    this.runtime = this.open(listener);
    for (const poller of this.runtime.pollers) poller.start();
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const poller of this.runtime?.pollers ?? []) poller.close();
    this.runtime?.api.close();
    this.runtime?.tracker.close();
    this.runtime = null;
    return Promise.resolve();
  }

  /** Handles a push. False: this backend does not run the telephone system now. */
  handlePush(push: EventPush | HistoryPush): boolean {
    if (this.runtime === null) return false;
    if (push.kind === 'event') this.runtime.tracker.handleEvent(push);
    else this.runtime.tracker.handleHistory(push);
    return true;
  }

  /** Neither generation of the API has a command other than making a call. */
  async run(extension: string, command: CallCommand): Promise<void> {
    demandAbility(this.can(extension), command.kind);
    if (command.kind === 'originate') await this.originate(extension, command.target);
  }

  private async originate(extension: string, number: string): Promise<void> {
    if (this.runtime === null) throw new CommandFault('TelephonyUnavailable');
    const { api, tracker, usersPoller } = this.runtime;
    const { directory, toPbx, readUsers } = this.options;
    const sent = toPbx(number);
    // Rules that leave out the plus alone make no Russian number of a foreign one.
    const outside = number === `+${sent}` ? number : sent;
    const phone = directory.isColleague(number) ? number : phoneDigits(outside);
    // The API can't dial the PBX's service codes.
    if (phone.length < 2 || /[*#]/.test(number)) throw new CommandFault('InvalidNumber');
    let order: string | null = null;
    try {
      if (directory.loginOf(extension) === null) await readUsers(api);
      const login = directory.loginOf(extension);
      if (login === null) throw new CommandFault('AgentUnavailable');
      order = tracker.addOrder(extension, phone);
      tracker.orderAccepted(order, await api.makeCall(login, phone));
    } catch (error) {
      if (order !== null) tracker.orderRefused(order);
      const fault = commandFaultOfVats(error);
      // Polls at once, so that the link shows that the VATS can't be reached.
      if (fault instanceof CommandFault && fault.reason === 'TelephonyUnavailable') usersPoller.pollNow();
      throw fault;
    }
  }
}
