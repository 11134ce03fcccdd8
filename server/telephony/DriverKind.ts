import * as v from 'valibot';
import type { Agent } from '../calls/Agent';
import type { NumberSettings } from '../numbers/numberSettings';
import type { Check, Finding } from '../system/Check';
import type { Clock } from '../system/Clock';
import type { ReadFile } from '../system/ReadFile';
import type { Driver, DriverOptions } from './Driver';

/** What a driver's checks are created with. */
export interface DriverChecksOptions {
  readonly clock: Clock;
  readonly readFile: ReadFile;
  readonly agents: readonly Agent[];
  /** Path of the wire. */
  readonly path: string;
  /** Is this a key that the routing route accepts? Null: routing is not set up. */
  readonly isRoutingKey: ((text: string) => boolean) | null;
  /** A client's number to look up in the dialplan; it is not called. */
  readonly outside: string;
  /** `outside` is our example and not the administrator's number, so the dialplan need not have it. */
  readonly isOutsideExample: boolean;
}

/** A driver with its settings. */
export interface ConfiguredDriver {
  /** Rules for numbers; null: this telephone system needs none. */
  readonly numbers: NumberSettings | null;
  /** Does it keep records of open calls over a restart? */
  readonly keepsDrafts: boolean;
  /** Fails with a `ConfigurationError`. */
  create(options: DriverOptions): Driver;
  /** Findings about the settings alone, such as a setting without effect. @param host that the backend listens on */
  settingFindings(extensions: ReadonlySet<string>, host: string): readonly Finding[];
  /** Checks for `server check`. Fails with a `ConfigurationError`. */
  checks(options: DriverChecksOptions): readonly Check[];
}

/** Settings of a driver; `driver` names it. */
export interface DriverSettings {
  readonly driver: string;
}

/** Schema of a driver's settings: its own entries, and `driver` with its name. */
export type DriverSchema<Name extends string, Entries extends v.ObjectEntries> = v.StrictObjectSchema<
  Entries & { readonly driver: v.LiteralSchema<Name, undefined> },
  undefined
>;

/** All that the rest of the server knows of a driver. drivers.ts lists them. */
export interface DriverKind<Name extends string, Entries extends v.ObjectEntries> {
  readonly name: Name;
  /** Schema of `telephony` in the configuration. */
  readonly settings: DriverSchema<Name, Entries>;
  /** Secrets: environment variable -> key of the settings. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Null: the settings belong to another driver. */
  configure(settings: DriverSettings): ConfiguredDriver | null;
}

/** What a driver declares about itself. */
interface DriverDefinition<Entries extends v.ObjectEntries> {
  /** Schema of its settings, without `driver`. */
  readonly settings: v.StrictObjectSchema<Entries, undefined>;
  readonly secrets: ReadonlyMap<string, string>;
  readonly configure: (settings: v.InferOutput<v.StrictObjectSchema<Entries, undefined>>) => ConfiguredDriver;
}

/** Declares a driver for the list in drivers.ts. @param name its name in the configuration */
export function driverKind<const Name extends string, Entries extends v.ObjectEntries>(
  name: Name,
  { settings, secrets, configure }: DriverDefinition<Entries>,
): DriverKind<Name, Entries> {
  const isOwn = (one: DriverSettings): one is DriverSettings & v.InferOutput<typeof settings> =>
    one.driver === name;
  return {
    name,
    settings: v.strictObject({ ...settings.entries, driver: v.literal(name) }),
    secrets,
    configure: (one) => (isOwn(one) ? configure(one) : null),
  };
}
