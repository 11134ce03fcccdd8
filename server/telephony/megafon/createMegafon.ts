import type { Agent } from '../../calls/Agent';
import type { Check } from '../../system/Check';
import { keyChecker } from '../../access/keyChecker';
import { rewriteNumber } from '../../numbers/rewriteNumber';
import type { Driver, DriverOptions } from '../Driver';
import { machineNow, type Clock } from '../../system/Clock';
import { answerContact } from './answerContact';
import { OldApi } from './api/OldApi';
import { RestApi } from './api/RestApi';
import type { VatsApi } from './api/VatsApi';
import { VatsWire } from './api/VatsWire';
import { MegafonCheck } from './MegafonCheck';
import type { MegafonSettings } from './megafonSettings';
import { MegafonTelephony } from './MegafonTelephony';
import { pushRoutes } from './pushes/pushRoutes';
import { webAddress } from './pushes/readPush';
import { readLostCalls } from './readLostCalls';
import { Poller } from './Poller';
import { VatsCallTracker } from './tracking/VatsCallTracker';
import { VatsDirectory } from './VatsDirectory';
import { withCountryCode } from './wire/withCountryCode';
import { LogLine } from '../../system/LogLine';
import { megafonLog } from './messages';
import { trimSlashes } from '../../system/trimSlashes';

/** Interval between reads of the users, ms: they change seldom. */
const USERS_MS = 600_000;

/** Interval between reads of "do not disturb", ms: it changes often, but the old API needs a request for each user. */
const DO_NOT_DISTURB_MS = { rest: 60_000, old: 300_000 };

/** The driver, with all optional parts of `Driver`. */
export type Megafon = Required<Omit<Driver, 'writesJournals' | 'hasOpenCall' | 'isUnregistered'>> & {
  readonly telephony: MegafonTelephony;
};

/** Builds the driver for a MegaFon VATS; it sends no request yet. */
export function createMegafon(
  settings: MegafonSettings,
  { clock, logger, agents, onColleagues, onPresence }: Omit<DriverOptions, 'drafts' | 'readFile'>,
): Megafon {
  const directory = new VatsDirectory(settings.users);
  const toCrm = (number: string): string => rewriteNumber(settings.numbers.toCrm, withCountryCode(number));
  const readUsers = async (api: VatsApi): Promise<void> => {
    const users = await api.users();
    directory.setUsers(users);
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
        numbering: { toCrm, isColleague: (number) => directory.isColleague(number) },
        personOf: (user, extension) => directory.personOf(user, extension),
        longestMs: settings.longestCallMinutes * 60_000,
      });
      /** As reported last; null: not yet. */
      let isUp: boolean | null = null;
      const usersPoller = new Poller(
        clock,
        USERS_MS,
        () => readUsers(api),
        (err) => {
          if (err !== null) logger.warn(new LogLine(megafonLog.usersNotRead, { err }));
          if (isUp === (err === null)) return;
          isUp = err === null;
          listener.link(isUp);
          // The VATS does not list its live calls; pushes are the only source.
          if (isUp) listener.resynced(tracker.liveIds, clock.now());
        },
      );
      const doNotDisturb = new Poller(
        clock,
        DO_NOT_DISTURB_MS[settings.api],
        async () => {
          if (directory.all === null) await readUsers(api);
          const logins = agents.flatMap(({ extension }) => directory.loginOf(extension) ?? []);
          directory.setDoNotDisturb(await api.doNotDisturb(logins)).forEach(onPresence);
        },
        (err) => {
          // Outages are already logged by the users poll, and some tenants lack this command: debug only.
          if (err !== null) logger.debug({ err }, 'do-not-disturb states could not be read');
        },
      );
      const history = new Poller(
        clock,
        settings.historyMinutes * 60_000,
        async () => {
          // The history names people by login.
          if (directory.all === null) await readUsers(api);
          for (const push of await readLostCalls(api, machineNow(clock))) tracker.addFromHistory(push);
        },
        (err) => {
          if (err !== null) logger.warn(new LogLine(megafonLog.historyNotRead, { err }));
        },
      );
      return {
        api,
        tracker,
        usersPoller,
        pollers: [usersPoller, doNotDisturb, ...(settings.historyMinutes === 0 ? [] : [history])],
      };
    },
  );
  const isToken = keyChecker([settings.crmToken]);
  return {
    telephony,
    openRoutes: (http, { path, keyLimiter, findCaller }) =>
      pushRoutes(http, {
        path,
        logger,
        checkKey: keyLimiter.checkFor(isToken),
        handlePush: (push) => telephony.handlePush(push),
        contact: (number) =>
          number === ''
            ? Promise.resolve({})
            : answerContact(
                toCrm(number),
                findCaller,
                (extension) => directory.loginOf(extension),
                clock,
                (err) => logger.warn(new LogLine(megafonLog.callerNotFound, { err })),
              ),
      }),
    isDoNotDisturb: (extension) => directory.isDoNotDisturb(extension),
    linkOf: ({ recording, answeredAt }) =>
      recording === null || answeredAt === null ? null : webAddress(recording),
  };
}

/** The check of the VATS for `server check`. */
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
    pushPath: `${trimSlashes(path)}/megafon`,
  });
}

function createApi({ address, api, key, showNumber }: MegafonSettings, clock: Clock): VatsApi {
  const shown = showNumber ?? null;
  const wire = new VatsWire(address, key, clock);
  return api === 'old' ? new OldApi(wire, key, shown) : new RestApi(wire, key, shown);
}
