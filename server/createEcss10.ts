import type { FastifyBaseLogger } from 'fastify';
import type { Ability } from './calls/Ability';
import type { Agent } from './calls/Agent';
import { CommandFault } from './calls/CommandFault';
import type { Check } from './commands/Check';
import { ConfigurationError } from './config/ConfigurationError';
import type { ReadFile } from './config/ReadFile';
import { rewriteNumber } from './numbers/rewriteNumber';
import type { Clock } from './system/Clock';
import { adviceFor } from './telephony/ecss10/adviceFor';
import { readXmlLogin, xmlLoginRequest, type Login } from './telephony/ecss10/codec';
import { Connection } from './telephony/ecss10/Connection';
import { Ecss10Check } from './telephony/ecss10/Ecss10Check';
import { Ecss10Fault } from './telephony/ecss10/Ecss10Fault';
import type { Ecss10Settings } from './telephony/ecss10/ecss10Settings';
import { Ecss10Telephony } from './telephony/ecss10/Ecss10Telephony';
import { originOf, type Endpoint } from './telephony/ecss10/Endpoint';
import { LegTracker } from './telephony/ecss10/LegTracker';
import { logIn } from './telephony/ecss10/logIn';
import { Session } from './telephony/ecss10/Session';

/** What the driver is built from. */
export interface Ecss10Ports {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly readFile: ReadFile;
}

/** What has a command in the Call API. Hold and transfer have none that is public. */
const ABILITIES: ReadonlySet<Ability> = new Set(['originate', 'answer', 'reject', 'hangup']);

/** Builds the driver for an ECSS-10; nothing is connected yet. Fails with a `ConfigurationError`. */
export function createEcss10(
  settings: Ecss10Settings,
  agents: readonly Agent[],
  { clock, logger, readFile }: Ecss10Ports,
): Ecss10Telephony {
  const endpoint = endpointOf(settings, readFile);
  const origin = originOf(endpoint);
  const extensions = new Set(agents.map(({ extension }) => extension));
  const isAgent = (number: string): boolean => extensions.has(number);
  const isWhole = settings.profile === 'adapter';
  const office = {
    isAgent,
    toCrm: (number: string) => (isAgent(number) ? number : rewriteNumber(settings.numbers.toCrm, number)),
    domain: settings.domain,
  };
  const toPbx = (number: string): string => {
    const dialled = isAgent(number) ? number : rewriteNumber(settings.numbers.toPbx, number);
    if (!/^[\d*#+]{1,40}$/.test(dialled)) throw new CommandFault('InvalidNumber');
    return dialled;
  };
  return new Ecss10Telephony(isWhole ? ABILITIES : new Set(), toPbx, isAgent, (listener) => {
    const tracker = new LegTracker(listener, office, clock);
    const link = (): void => listener.link(sessions.some(({ isUp }) => isUp));
    const sessions: readonly Session[] = !isWhole
      ? []
      : loginNumbers(settings, agents).map(
          (number) =>
            new Session(
              number,
              (ears) => new Connection(endpoint, loginOf(settings, number), ears, clock),
              {
                up(legs) {
                  const at = clock.now();
                  tracker.take({ type: 'snapshot', of: number, legs, at });
                  // Before each login was tried, calls of the others are not known to be over.
                  if (sessions.every(({ isTried }) => isTried)) listener.resynced(tracker.liveIds, at);
                  link();
                },
                change(legs, removed) {
                  const at = clock.now();
                  tracker.take({ type: 'told', legs, at });
                  tracker.take({ type: 'removed', ids: removed, at });
                },
                down(fault) {
                  logger.warn({ err: fault, number }, adviceFor(fault.reason, { origin, number }));
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

/** What `server check` looks at of the softswitch. Fails with a `ConfigurationError`. */
export function ecss10Check(
  settings: Ecss10Settings,
  agents: readonly Agent[],
  clock: Clock,
  readFile: ReadFile,
): Check {
  const endpoint = endpointOf(settings, readFile);
  const isLoginOnly = settings.profile === 'login314';
  const tryLogin = async (number: string | null, signal: AbortSignal): Promise<void> => {
    const login = loginOf(settings, number);
    if (isLoginOnly) {
      const { status, text } = await logIn(endpoint, xmlLoginRequest(login), clock, signal);
      readXmlLogin(status, text);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const connection = new Connection(
        endpoint,
        login,
        {
          up() {
            connection.close();
            resolve();
          },
          change: () => undefined,
          down: reject,
        },
        clock,
      );
      signal.addEventListener('abort', () => {
        connection.close();
        reject(new Ecss10Fault('timeout', 'the check took too long'));
      });
    });
  };
  const origin = originOf(endpoint);
  return new Ecss10Check(tryLogin, { origin, numbers: loginNumbers(settings, agents), isLoginOnly });
}

/** The old login wants a number always. */
function loginNumbers(
  { kind, profile }: Ecss10Settings,
  agents: readonly Agent[],
): readonly (string | null)[] {
  return kind === 'service' && profile === 'adapter' ? [null] : agents.map(({ extension }) => extension);
}

function loginOf({ clientId, apiKey, domain }: Ecss10Settings, number: string | null): Login {
  return { clientId, key: apiKey, domain, number };
}

function endpointOf({ address, port, profile, caFile }: Ecss10Settings, readFile: ReadFile): Endpoint {
  const ca = caFile === undefined ? null : readFile(caFile);
  if (caFile !== undefined && ca === null)
    throw new ConfigurationError(['telephony.caFile: there is no such file']);
  return { host: address, port: port ?? (profile === 'adapter' ? 8_089 : 8_088), ca };
}
