import * as v from 'valibot';
import { asteriskDriver } from './asterisk/driver';
import type { ConfiguredDriver, DriverSettings } from './DriverKind';
import { ecss10Driver } from './ecss10/driver';
import { megafonDriver } from './megafon/driver';
import { simulatorDriver } from './simulator/driver';

/** All drivers. The first one is the default. */
export const drivers = [simulatorDriver, asteriskDriver, megafonDriver, ecss10Driver] as const;

/** The schemas of these drivers, each with its own type. */
function schemasOf<const Kinds extends readonly { readonly settings: unknown }[]>(kinds: Kinds) {
  return kinds.map(({ settings }) => settings) as unknown as {
    readonly [Index in keyof Kinds]: Kinds[Index]['settings'];
  };
}

/** Schema of `telephony` in the configuration: the settings of one of the drivers. */
export const telephonySchema = v.optional(v.variant('driver', schemasOf(drivers)), {
  driver: drivers[0].name,
});

/** Finds the driver of these settings and configures it. */
export function driverOf(settings: DriverSettings): ConfiguredDriver {
  for (const driver of drivers) {
    const configured = driver.configure(settings);
    if (configured !== null) return configured;
  }
  throw new Error(`there is no driver "${settings.driver}"`);
}
