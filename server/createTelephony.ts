import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { CallRecord } from './calls/CallRecord';
import type { Telephony } from './calls/Telephony';
import type { Configuration } from './config/Configuration';
import { createAsterisk, type AsteriskPorts } from './createAsterisk';
import { createEcss10 } from './createEcss10';
import { createMegafon, type MegafonDoor } from './createMegafon';
import type { Colleague } from './phonebook/phonebookEntries';
import type { Clock } from './system/Clock';
import { readLocalFile } from './system/readLocalFile';
import { Simulator } from './telephony/simulator/Simulator';

/** The driver that the configuration names. */
export interface Driver {
  readonly telephony: Telephony;
  /** Null: it is another driver. */
  readonly simulator: Simulator | null;
  /** Opens the door at which the telephone system tells of calls, if it does; before the server listens. */
  openDoor?(http: FastifyInstance, door: MegafonDoor): void;
  /** Address of a recording that the telephone system itself keeps; null: there is none. */
  linkOf?(record: CallRecord): string | null;
  /** Whoever has this extension does not want to be called, as the telephone system knows. */
  isDoNotDisturb?(extension: string): boolean;
}

/** What drivers take and give beside calls. */
export interface TelephonyPorts {
  /** Where open calls are kept over a restart; undefined: nowhere. */
  readonly drafts: AsteriskPorts['drafts'];
  /** Told who works in the company, by a telephone system that knows. */
  readonly onColleagues: (colleagues: readonly Colleague[]) => void;
}

/** Builds the driver; it is not connected yet. Fails with a `ConfigurationError`. */
export function createTelephony(
  configuration: Configuration,
  clock: Clock,
  logger: FastifyBaseLogger,
  { drafts, onColleagues }: TelephonyPorts,
): Driver {
  const { telephony: settings, agents } = configuration;
  const ports = { clock, logger, readFile: readLocalFile };
  const extensions = new Set(agents.map(({ extension }) => extension));
  if (settings.driver === 'asterisk') {
    const asterisk = createAsterisk(settings, agents, { ...ports, ...(drafts !== undefined && { drafts }) });
    return { telephony: asterisk, simulator: null };
  }
  if (settings.driver === 'ecss10')
    return { telephony: createEcss10(settings, agents, ports), simulator: null };
  if (settings.driver === 'megafon')
    return { ...createMegafon(settings, { clock, logger, onColleagues, extensions }), simulator: null };
  const simulator = new Simulator(extensions, settings, clock);
  return { telephony: simulator, simulator };
}
