import type { Ability } from '../../../protocol/CallCommand';
import { CommandFault } from '../../calls/CommandFault';
import type { NumberSettings } from '../../numbers/numberSettings';
import { rewriteNumber } from '../../numbers/rewriteNumber';
import type { Clock } from '../../system/Clock';
import type { Ecss10Login } from './codec';
import { Ecss10Connection } from './Ecss10Connection';
import type { Ecss10Fault } from './Ecss10Fault';
import { Ecss10Telephony } from './Ecss10Telephony';
import type { Ecss10Wire } from './Ecss10Wire';
import { LegTracker } from './LegTracker';
import { Ecss10Session } from './Ecss10Session';

/** What the driver is built from, in the backend and in a browser. */
export interface Ecss10Options {
  readonly wire: Ecss10Wire;
  readonly clock: Clock;
  /** Virtual PBX. */
  readonly domain: string;
  readonly numbers: NumberSettings;
  /** Agents' numbers. */
  readonly extensions: readonly string[];
  /** One for all numbers, or one for each agent; empty: no commands and no calls. */
  readonly logins: readonly Ecss10Login[];
  /** Called when a login fails or its connection is lost. */
  readonly onDown: (fault: Ecss10Fault, number: string | null) => void;
}

/** Abilities with a command in the Call API. For hold and transfer none is documented. */
const ABILITIES: ReadonlySet<Ability> = new Set(['originate', 'answer', 'reject', 'hangup']);

/** Builds the driver; it does not connect yet. */
export function buildEcss10(options: Ecss10Options): Ecss10Telephony {
  const { wire, clock, domain, numbers, logins, onDown } = options;
  const extensions = new Set(options.extensions);
  const isAgent = (number: string): boolean => extensions.has(number);
  const numbering = {
    isAgent,
    toCrm: (number: string) => (isAgent(number) ? number : rewriteNumber(numbers.toCrm, number)),
    domain,
  };
  const toPbx = (number: string): string => {
    const dialled = isAgent(number) ? number : rewriteNumber(numbers.toPbx, number);
    if (!/^[\d*#+]{1,40}$/.test(dialled)) throw new CommandFault('InvalidNumber');
    return dialled;
  };
  const abilities = logins.length > 0 ? ABILITIES : new Set<Ability>();
  return new Ecss10Telephony(abilities, toPbx, isAgent, (listener) => {
    const tracker = new LegTracker(listener, numbering, clock);
    /** As reported last; null: not yet. */
    let reported: boolean | null = null;
    /** Reports the link when it has changed: it is made while any login is. */
    const link = (): void => {
      const isLinkUp = sessions.some(({ isUp }) => isUp);
      if (isLinkUp === reported) return;
      reported = isLinkUp;
      listener.link(isLinkUp);
    };
    /** When the connections were lost, by their numbers. */
    const lost = new Map<string | null, number>();
    const sessions: readonly Ecss10Session[] = logins.map(
      (login) =>
        new Ecss10Session(
          login.number,
          (connectionListener) => new Ecss10Connection(wire, login, connectionListener, clock),
          {
            up(legs) {
              const at = clock.now();
              const lostAt = lost.get(login.number) ?? null;
              lost.delete(login.number);
              tracker.apply({ type: 'snapshot', of: login.number, legs, at, lostAt });
              // Only when each login was tried is it known which calls are over.
              if (sessions.every(({ isTried }) => isTried)) listener.resynced(tracker.liveIds, at);
              link();
            },
            change(legs, removed) {
              const at = clock.now();
              tracker.apply({ type: 'reported', legs, at });
              tracker.apply({ type: 'removed', ids: removed, at });
            },
            down(fault) {
              if (!lost.has(login.number)) lost.set(login.number, clock.now());
              onDown(fault, login.number);
              link();
            },
          },
          clock,
          Math.random,
        ),
    );
    return { tracker, sessions };
  });
}
