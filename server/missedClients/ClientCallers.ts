import { phoneKey } from '../../protocol/isSamePhone';
import type { AgentCall } from '../calls/AgentCall';
import type { Clock } from '../system/Clock';
import type { MissedClients } from './MissedClients';

/** By what it is known who calls a client. */
export interface ClientCallersOptions {
  readonly clients: Pick<MissedClients, 'withNumber' | 'dialled' | 'giveBack'>;
  /** Of all agents. */
  readonly extensions: readonly string[];
  /** The agent's calls, ended ones too as long as widgets show them. */
  readonly callsOf: (extension: string) => readonly AgentCall[];
  readonly clock: Pick<Clock, 'after'>;
}

/** A call that an agent has asked for. */
interface PlacedCall {
  readonly extension: string;
  /** Key of the number (`phoneKey`). */
  readonly key: string;
  stop: () => void;
}

/** A call that the telephone system has accepted and that no event shows within this time is not made, ms. */
const PLACED_MS = 30_000;

/**
 * Which agents call a number or talk with it now, from the moment of their command on. The lock of the client's line does not say
 * it: a line may begin, or be given back, while an agent dials the number. Owns a timer for each call that no event shows yet.
 */
export class ClientCallers {
  /** Calls that no event shows yet, the earliest first. */
  private readonly placed = new Set<PlacedCall>();

  constructor(private readonly options: ClientCallersOptions) {}

  /**
   * Has a colleague taken the client with this number, or do they call it, by which they take the client as well? Or do they talk
   * with who has called?
   * @param mayKnow may the agent see what this colleague does for the client? Else it counts only who has taken them
   */
  isTaken(extension: string, number: string, mayKnow: (colleague: string) => boolean): boolean {
    const { clients, extensions } = this.options;
    const client = clients.withNumber(number);
    if (client?.phase === 'taken' && client.by !== extension) return true;
    return extensions.some((other) => {
      const direction = mayKnow(other) ? undefined : 'outbound';
      return other !== extension && this.isWith(other, phoneKey(number), direction);
    });
  }

  /** Does the agent call the number, or talk with it after they have called it? */
  isCalling(extension: string, number: string): boolean {
    return this.isWith(extension, phoneKey(number), 'outbound');
  }

  /** Who of the agents calls the number (`isCalling`); null: none does. */
  callerOf(number: string): string | null {
    return this.options.extensions.find((extension) => this.isCalling(extension, number)) ?? null;
  }

  /** Does the agent's widget still show that they have missed a call of this number? */
  hasJustMissed(extension: string, number: string): boolean {
    const key = phoneKey(number);
    return this.options
      .callsOf(extension)
      .some((call) => call.phase === 'ended' && call.reason === 'missed' && isOutside(call, key));
  }

  /**
   * The telephone system gets the agent's call to the number, and the agent has the client from now on, also if this backend dies.
   * @returns to be called when it refuses the call
   */
  begin(extension: string, number: string): () => void {
    const { clients, clock } = this.options;
    const call: PlacedCall = { extension, key: phoneKey(number), stop: () => undefined };
    const client = clients.withNumber(number);
    const notMade = (): void => {
      this.shown(call);
      if (client?.phase === 'waiting') clients.giveBack(extension, client.id);
    };
    call.stop = clock.after(PLACED_MS, notMade);
    this.placed.add(call);
    if (client !== null) clients.dialled(extension, number);
    return notMade;
  }

  /** The agent's calls show their call to this number from now on. */
  began(extension: string, number: string): void {
    const own = [...this.placed].filter((call) => call.extension === extension);
    // The telephone system may show the number in another form.
    const call = own.find(({ key }) => key === phoneKey(number)) ?? own[0];
    if (call !== undefined) this.shown(call);
  }

  /**
   * A call to the number that the agent has made is over. Who was not talked with is free again: of a call that the agent's own phone has
   * not taken there is no record, and its end alone would keep the client from all others.
   */
  over(extension: string, number: string): void {
    const { clients } = this.options;
    const client = clients.withNumber(number);
    if (client !== null && !this.isCalling(extension, number)) clients.giveBack(extension, client.id);
  }

  close(): void {
    for (const call of [...this.placed]) this.shown(call);
  }

  private shown(call: PlacedCall): void {
    call.stop();
    this.placed.delete(call);
  }

  /** @param direction of the call; left out: any */
  private isWith(extension: string, key: string, direction?: AgentCall['direction']): boolean {
    if (key === '') return false;
    if ([...this.placed].some((call) => call.extension === extension && call.key === key)) return true;
    return this.options.callsOf(extension).some((call) => {
      const isOn = call.phase === 'dialing' || call.phase === 'talking';
      return isOn && isOutside(call, key) && (direction === undefined || call.direction === direction);
    });
  }
}

/** Is the call one with this number outside of the office? */
function isOutside({ direction, party }: AgentCall, key: string): boolean {
  return direction !== 'internal' && phoneKey(party.number) === key;
}
