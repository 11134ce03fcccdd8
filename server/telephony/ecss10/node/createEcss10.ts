import { unlessAborted } from '../../../system/unlessAborted';
import type { Agent } from '../../../calls/Agent';
import type { Check } from '../../../system/Check';
import { ConfigurationError } from '../../../system/ConfigurationError';
import { readNamedFile, type ReadFile } from '../../../system/ReadFile';
import type { Clock } from '../../../system/Clock';
import type { DriverOptions } from '../../Driver';
import { adviceFor } from '../adviceFor';
import { buildEcss10 } from '../buildEcss10';
import { readXmlLogin, xmlLoginRequest, type Ecss10Login } from '../codec';
import { Ecss10Connection } from '../Ecss10Connection';
import { Ecss10Check } from '../Ecss10Check';
import { Ecss10Fault } from '../Ecss10Fault';
import type { Ecss10Settings } from '../ecss10Settings';
import type { Ecss10Telephony } from '../Ecss10Telephony';
import { originOf, type Endpoint } from '../Endpoint';
import { nodeWire } from './nodeWire';
import { LogLine } from '../../../system/LogLine';
import { systemMessages } from '../../../system/messages';
import { ecss10Log } from '../messages';

/** Builds the driver for an ECSS-10; it does not connect yet. Fails with a `ConfigurationError`. */
export function createEcss10(
  settings: Ecss10Settings,
  { clock, logger, readFile, agents }: Omit<DriverOptions, 'drafts' | 'onColleagues' | 'onPresence'>,
): Ecss10Telephony {
  const endpoint = endpointOf(settings, readFile);
  const origin = originOf(endpoint);
  const isFullProfile = settings.profile === 'adapter';
  return buildEcss10({
    wire: nodeWire(endpoint, clock),
    clock,
    domain: settings.domain,
    numbers: settings.numbers,
    extensions: agents.map(({ extension }) => extension),
    logins: isFullProfile ? loginNumbers(settings, agents).map((number) => loginOf(settings, number)) : [],
    onDown(fault, number) {
      const advice = adviceFor(fault.reason, { origin, number });
      logger.warn(new LogLine(ecss10Log.down(advice), { err: fault, number }));
    },
  });
}

/** The check of the softswitch for `server check`. Fails with a `ConfigurationError`. */
export function ecss10Check(
  settings: Ecss10Settings,
  agents: readonly Agent[],
  clock: Clock,
  readFile: ReadFile,
): Check {
  const endpoint = endpointOf(settings, readFile);
  const wire = nodeWire(endpoint, clock);
  const isLoginOnly = settings.profile === 'login314';
  const tryLogin = async (number: string | null, signal: AbortSignal): Promise<void> => {
    const login = loginOf(settings, number);
    if (isLoginOnly) {
      const { status, text } = await wire.logIn(xmlLoginRequest(login), signal);
      readXmlLogin(status, text);
      return;
    }
    let connection: Ecss10Connection | null = null;
    const tried = new Promise<void>((resolve, reject) => {
      connection = new Ecss10Connection(
        wire,
        login,
        { up: () => resolve(), change: () => undefined, down: reject },
        clock,
      );
    });
    const tooLong = (): Ecss10Fault => new Ecss10Fault('timeout', 'the check took too long');
    await unlessAborted(tried, signal, tooLong).finally(() => connection?.close());
  };
  const origin = originOf(endpoint);
  return new Ecss10Check(tryLogin, { origin, numbers: loginNumbers(settings, agents), isLoginOnly });
}

/** The numbers to log in with: null once for a service, except that the login of 3.14 always needs a number. */
function loginNumbers(
  { kind, profile }: Ecss10Settings,
  agents: readonly Agent[],
): readonly (string | null)[] {
  return kind === 'service' && profile === 'adapter' ? [null] : agents.map(({ extension }) => extension);
}

function loginOf({ clientId, apiKey, domain }: Ecss10Settings, number: string | null): Ecss10Login {
  return { clientId, key: apiKey, domain, number };
}

function endpointOf({ address, port, profile, caFile }: Ecss10Settings, readFile: ReadFile): Endpoint {
  const ca = caFile === undefined ? null : readNamedFile(readFile, caFile, 'telephony.caFile');
  if (caFile !== undefined && ca === null)
    throw new ConfigurationError([systemMessages.noSuchFile('telephony.caFile')]);
  return { host: address, port: port ?? (profile === 'adapter' ? 8_089 : 8_088), ca };
}
