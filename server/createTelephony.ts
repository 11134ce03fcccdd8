import { existsSync, readFileSync } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import type { Telephony } from './calls/Telephony';
import type { Configuration } from './config/Configuration';
import { createAsterisk, type AsteriskPorts } from './createAsterisk';
import type { Clock } from './system/Clock';
import { Simulator } from './telephony/simulator/Simulator';

/** The driver that the configuration names. */
export interface Driver {
  readonly telephony: Telephony;
  /** Null: it is another driver. */
  readonly simulator: Simulator | null;
}

/** Builds the driver; it is not connected yet. Fails with a `ConfigurationError`. */
export function createTelephony(
  configuration: Configuration,
  clock: Clock,
  logger: FastifyBaseLogger,
  /** Where open calls are kept over a restart; undefined: nowhere. */
  drafts: AsteriskPorts['drafts'],
): Driver {
  const { telephony: settings, agents } = configuration;
  if (settings.driver === 'asterisk') {
    const readFile = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null);
    const ports = { clock, logger, readFile, ...(drafts !== undefined && { drafts }) };
    return { telephony: createAsterisk(settings, agents, ports), simulator: null };
  }
  const extensions = new Set(agents.map(({ extension }) => extension));
  const simulator = new Simulator(extensions, settings, clock);
  return { telephony: simulator, simulator };
}
