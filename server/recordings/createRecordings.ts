import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { CallRecord } from '../calls/CallRecord';
import type { Check } from '../system/Check';
import { Mp3Cache } from './Mp3Cache';
import { Mp3Converter } from './Mp3Converter';
import { RecordingLinks } from './RecordingLinks';
import { recordingsCheck } from './recordingsCheck';
import { recordingRoutes } from './recordingRoutes';
import type { RecordingsSettings } from './recordingsSettings';
import { shortLink, type ShortLink } from './shortLink';
import type { Clock } from '../system/Clock';
import { LogLine } from '../system/LogLine';
import { recordingLog } from './messages';

/** Serves recordings of calls and creates the links to them. */
export interface Recordings {
  /** Link to the recording of a call; null when there is none or recordings are not configured. */
  linkOf(record: CallRecord): string | null;
  /** As `shortLink`; null also when recordings are not configured. */
  shortLinkOf(record: CallRecord): Promise<ShortLink | null>;
  /** Registers the route of the links, if recordings are configured. */
  openRoutes(http: FastifyInstance): Promise<void>;
  /** Stops running conversions. */
  close(): Promise<void>;
}

/**
 * Creates the feature's service; without settings one that has no links and no routes.
 * @param path of the wire; the route is below it
 */
export function createRecordings(
  settings: RecordingsSettings | undefined,
  path: string,
  clock: Clock,
  logger: FastifyBaseLogger,
): Recordings {
  if (settings === undefined)
    return {
      linkOf: () => null,
      shortLinkOf: () => Promise.resolve(null),
      openRoutes: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  const links = new RecordingLinks(settings);
  const mp3 = createMp3Converter(settings, clock, logger);
  return {
    linkOf: (record) => links.linkOf(record),
    shortLinkOf: (record) => shortLink(record, links, settings, clock.now()),
    openRoutes: (http) => recordingRoutes(http, path, { settings, links, mp3, clock }),
    close: async () => {
      await mp3?.close();
    },
  };
}

/** The checks of recordings for `server check`; none without settings. */
export function recordingChecks(settings: RecordingsSettings | undefined): readonly Check[] {
  return settings === undefined ? [] : [recordingsCheck(settings)];
}

/** Null when conversion is switched off. */
function createMp3Converter(
  { mp3 }: RecordingsSettings,
  clock: Clock,
  logger: FastifyBaseLogger,
): Mp3Converter | null {
  if (!mp3.enabled) return null;
  const cache = new Mp3Cache(mp3.folder ?? join(tmpdir(), 'asteriskng-mp3'), mp3.megabytes * 1_048_576, () =>
    clock.now(),
  );
  return new Mp3Converter(cache, mp3.ffmpeg, mp3.seconds * 1_000, clock, (err) => {
    logger.warn(new LogLine(recordingLog.notConverted, { err }));
  });
}
