import { randomBytes } from 'node:crypto';
import { CommandFault } from '../../calls/CommandFault';
import { readNamedFile, type ReadFile } from '../../system/ReadFile';
import { ConfigurationError } from '../../system/ConfigurationError';
import { LogLine } from '../../system/LogLine';
import { systemMessages } from '../../system/messages';
import { hideNumber } from '../../system/hideNumber';
import { rewriteNumber } from '../../numbers/rewriteNumber';
import type { DriverOptions } from '../Driver';
import { AmiLink } from './ami/AmiLink';
import { openAmi } from './ami/openAmi';
import type { AmiSettings } from './ami/AmiSettings';
import { agentOfChannel } from './agentOfChannel';
import { agentPhone, devicesOf } from './AgentPhone';
import type { AsteriskSettings } from './asteriskSettings';
import { AsteriskSession } from './AsteriskSession';
import { AsteriskTelephony } from './AsteriskTelephony';
import { asteriskLog } from './messages';
import { EventWaiter } from './EventWaiter';
import { CallTracker } from './tracking/CallTracker';
import { linkFields } from './check/judgeLink';
import { JournalPersistence } from './tracking/JournalPersistence';
import { PLACE_VARIABLE } from './actions/EventPredicate';
import { DEVICE_EVENT, deviceHeaders, PhoneStates } from './PhoneStates';
import { foreignNote } from './actions/foreignNote';
import { followedEvents } from './tracking/readAmiEvent';

/** Settings of the manager connection, with the certificate read from its file. Fails with a `ConfigurationError`. */
export function amiSettings({ ami, secret }: AsteriskSettings, readFile: ReadFile): AmiSettings {
  const { host, port, user, tls } = ami;
  if (tls === undefined) return { host, port, user, secret };
  const { caFile, serverName } = tls;
  const ca = caFile === undefined ? null : readNamedFile(readFile, caFile, 'telephony.ami.tls.caFile');
  if (caFile !== undefined && ca === null)
    throw new ConfigurationError([systemMessages.noSuchFile('telephony.ami.tls.caFile')]);
  return {
    host,
    port,
    user,
    secret,
    tls: { ...(ca === null ? {} : { ca }), ...(serverName === undefined ? {} : { serverName }) },
  };
}

/** What the tracker uses, what proves that actions took effect, and which phones are there. */
const followed = {
  names: new Set([...followedEvents.names, DEVICE_EVENT]),
  headers: new Set([...followedEvents.headers, ...deviceHeaders]),
  variables: new Set([...followedEvents.variables, PLACE_VARIABLE]),
};

/** Builds the Asterisk driver; it does not connect yet. */
export function createAsterisk(
  settings: AsteriskSettings,
  { clock, logger, readFile, agents, drafts, onPresence }: Omit<DriverOptions, 'onColleagues'>,
): AsteriskTelephony {
  const phoneOf = (extension: string) => agentPhone(settings, extension);
  const extensions = new Set(agents.map(({ extension }) => extension));
  const devices = new Map(
    [...extensions].map((extension) => [extension, devicesOf(phoneOf(extension))] as const),
  );
  const extensionOf = agentOfChannel(devices);
  const phones = new PhoneStates(devices, onPresence);
  const toCrm = (number: string): string => rewriteNumber(settings.numbers.toCrm, number);
  const isAgent = (number: string): boolean => extensions.has(number);
  const open = openAmi({ ...amiSettings(settings, readFile), followed }, clock);
  return new AsteriskTelephony(
    {
      dial: settings,
      phoneOf,
      toPbx(number) {
        const dialled = isAgent(number) ? number : rewriteNumber(settings.numbers.toPbx, number);
        if (!/^[\d*#+]{1,40}$/.test(dialled)) throw new CommandFault('InvalidNumber');
        return dialled;
      },
      foreignNote: (number, sent) => foreignNote(settings.numbers, number, sent),
      newId: () => `ng-${clock.now()}-${randomBytes(6).toString('hex')}`,
      clock,
      phones,
    },
    async (listener) => {
      const persistence =
        drafts === undefined
          ? null
          : new JournalPersistence(
              drafts,
              clock,
              (err) => logger.error(new LogLine(asteriskLog.draftsNotKept, { err })),
              toCrm,
            );
      const events = new EventWaiter();
      const tracker = new CallTracker({
        numbering: { extensionOf, isAgent, toCrm, context: settings.context },
        listener,
        clock,
        onFault: (amiEvent, err) => logger.warn(new LogLine(asteriskLog.eventSkipped, { amiEvent, err })),
        onUnknownNumber: (extension, number) =>
          logger.warn(
            new LogLine(asteriskLog.unknownNumber, {
              extension,
              number: hideNumber(number, number),
              context: settings.context,
            }),
          ),
        onClosed: (id, left) => persistence?.saveClosed(id, left),
        ...(await persistence?.load()),
      });
      persistence?.setSource(tracker);
      const session = new AsteriskSession(
        tracker,
        events,
        {
          link: (isUp) => listener.link(isUp),
          fault: (err) => logger.warn(new LogLine(asteriskLog.unusable, linkFields(err, settings.ami))),
          eventHandled: () => persistence?.scheduleSave(),
        },
        clock,
      );
      return {
        events,
        tracker,
        session,
        journals: persistence,
        link: new AmiLink(
          open,
          {
            up: (ami) => {
              session.up(ami);
              phones.up(ami);
            },
            event: (event) =>
              event['Event'] === DEVICE_EVENT ? phones.handleEvent(event) : session.event(event),
            down: (cause) => {
              session.down(cause);
              phones.down();
            },
          },
          clock,
          Math.random,
        ),
      };
    },
  );
}
