import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Agent } from './calls/Agent';
import type { CallRecord } from './calls/CallRecord';
import type { Check } from './commands/Check';
import type { Doorkeeper } from './http/Doorkeeper';
import { keyChecker } from './http/keyChecker';
import { rewriteNumber } from './numbers/rewriteNumber';
import type { Colleague } from './phonebook/phonebookEntries';
import type { Clock } from './system/Clock';
import { answerContact, type FindCaller } from './telephony/megafon/answerContact';
import { OldApi } from './telephony/megafon/api/OldApi';
import { RestApi } from './telephony/megafon/api/RestApi';
import type { VatsApi } from './telephony/megafon/api/VatsApi';
import { VatsWire } from './telephony/megafon/api/VatsWire';
import { MegafonCheck } from './telephony/megafon/MegafonCheck';
import type { MegafonSettings } from './telephony/megafon/megafonSettings';
import { MegafonTelephony } from './telephony/megafon/MegafonTelephony';
import { openPushDoor } from './telephony/megafon/pushes/pushDoor';
import { webLink } from './telephony/megafon/pushes/readPush';
import { readLostCalls } from './telephony/megafon/readLostCalls';
import { Rounds } from './telephony/megafon/Rounds';
import { VatsCallTracker } from './telephony/megafon/tracking/VatsCallTracker';
import { VatsDirectory } from './telephony/megafon/VatsDirectory';

/** Users change seldom, ms. */
const USERS_MS = 600_000;

/** Who wants to be left in peace changes often, but the old API has to be asked for each of them, ms. */
const DO_NOT_DISTURB_MS = { rest: 60_000, old: 300_000 };

/** What the driver is built from. */
export interface MegafonPorts {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Told who works in the company, each time that the VATS was asked. */
  readonly onColleagues: (colleagues: readonly Colleague[]) => void;
  /** Agents' extensions. */
  readonly extensions: ReadonlySet<string>;
}

/** What the door for pushes needs of the rest of the house. */
export interface MegafonDoor {
  /** The wire's path. */
  readonly path: string;
  readonly doorkeeper: Doorkeeper;
  readonly findCaller: FindCaller;
}

/** The driver and its door. */
export interface Megafon {
  readonly telephony: MegafonTelephony;
  /** Opens the door for pushes; before the server listens. */
  openDoor(http: FastifyInstance, door: MegafonDoor): void;
  /** The recording's address at the VATS; null: there is none. */
  linkOf(record: CallRecord): string | null;
  /** Whoever has this extension does not want to be called, as far as is known. */
  isDoNotDisturb(extension: string): boolean;
}

/** Builds the driver for a MegaFon VATS; nothing is asked yet. */
export function createMegafon(
  settings: MegafonSettings,
  { clock, logger, onColleagues, extensions }: MegafonPorts,
): Megafon {
  const directory = new VatsDirectory(settings.users);
  const toCrm = (number: string): string => rewriteNumber(settings.numbers.toCrm, number);
  const readUsers = async (api: VatsApi): Promise<void> => {
    const users = await api.users();
    directory.learn(users);
    onColleagues(
      users.flatMap(({ extension, name, login }) =>
        extension === null ? [] : [{ extension, name: name || login }],
      ),
    );
  };
  const telephony = new MegafonTelephony(
    { directory, readUsers, toPbx: (number) => rewriteNumber(settings.numbers.toPbx, number) },
    (listener) => {
      const api = createApi(settings, clock);
      const tracker = new VatsCallTracker({
        listener,
        clock,
        office: { toCrm, isColleague: (number) => directory.isColleague(number) },
        personOf: (user, extension) => directory.personOf(user, extension),
        longestMs: settings.longestCallMinutes * 60_000,
      });
      const users = new Rounds(
        clock,
        USERS_MS,
        () => readUsers(api),
        (err) => {
          if (err !== null) logger.warn({ err }, 'the VATS can not be asked for its users');
          listener.link(err === null);
        },
      );
      const doNotDisturb = new Rounds(
        clock,
        DO_NOT_DISTURB_MS[settings.api],
        async () => {
          if (directory.all === null) await readUsers(api);
          const logins = [...extensions].flatMap((extension) => directory.loginOf(extension) ?? []);
          directory.learnDoNotDisturb(await api.doNotDisturb(logins));
        },
        (err) => {
          // A VATS that is away is told of by the users, and one may not know the command.
          if (err !== null) logger.debug({ err }, 'who is not to be disturbed is not known');
        },
      );
      const history = new Rounds(
        clock,
        settings.historyMinutes * 60_000,
        async () => {
          // The history names people by login.
          if (directory.all === null) await readUsers(api);
          for (const push of await readLostCalls(api, clock.now())) tracker.found(push);
        },
        (err) => {
          if (err !== null) logger.warn({ err }, 'the history of the VATS can not be read');
        },
      );
      return {
        api,
        tracker,
        users,
        rounds: [users, doNotDisturb, ...(settings.historyMinutes === 0 ? [] : [history])],
      };
    },
  );
  const isToken = keyChecker([settings.crmToken]);
  return {
    telephony,
    openDoor: (http, { path, doorkeeper, findCaller }) =>
      openPushDoor(http, {
        path,
        logger,
        admit: (address, token) => doorkeeper.admit(address, token, isToken),
        take: (push) => telephony.take(push),
        contact: (number) =>
          number === ''
            ? Promise.resolve({})
            : answerContact(
                toCrm(number),
                findCaller,
                (extension) => directory.loginOf(extension),
                clock,
                (err) => logger.warn({ err }, 'a caller can not be looked up'),
              ),
      }),
    isDoNotDisturb: (extension) => directory.isDoNotDisturb(extension),
    linkOf: ({ recording, answeredAt }) =>
      recording === null || answeredAt === null ? null : webLink(recording),
  };
}

/** What `server check` looks at of the VATS. */
export function megafonCheck(
  settings: MegafonSettings,
  agents: readonly Agent[],
  path: string,
  clock: Clock,
): Check {
  return new MegafonCheck(createApi(settings, clock), {
    address: settings.address,
    users: settings.users,
    extensions: agents.map(({ extension }) => extension),
    pushPath: `${path.replace(/\/+$/, '')}/megafon`,
  });
}

function createApi({ address, api, key, showNumber }: MegafonSettings, clock: Clock): VatsApi {
  const shown = showNumber ?? null;
  const wire = new VatsWire(address, key, clock);
  return api === 'old' ? new OldApi(wire, key, shown) : new RestApi(wire, key, shown);
}
