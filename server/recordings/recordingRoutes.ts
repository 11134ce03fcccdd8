import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Clock } from '../system/Clock';
import { candidatePaths } from './candidatePaths';
import { findSound } from './findSound';
import type { Mp3Converter } from './Mp3Converter';
import { timeParts } from './fillTemplate';
import type { Recording } from './Recording';
import type { RecordingLinks } from './RecordingLinks';
import type { RecordingsSettings } from './recordingsSettings';
import { sendSound } from './sendSound';
import { untilWritten } from './untilWritten';
import { trimSlashes } from '../system/trimSlashes';

/** Dependencies of the route. */
export interface RecordingRoutesOptions {
  readonly settings: RecordingsSettings;
  readonly links: RecordingLinks;
  /** Null: recordings are served unconverted. */
  readonly mp3: Mp3Converter | null;
  readonly clock: Clock;
}

const paramsSchema = v.object({ token: v.string() });

/** `Retry-After` for a recording that is still being written, s. */
const RETRY_S = 2;

/** For how long a browser may keep a recording, s: of a link that ends before, no longer than that. */
const LONGEST_KEPT_S = 3_600;

/**
 * Registers `<path>/recordings/<token>/<name>` for GET and HEAD, with byte ranges. 403: the token is not valid; 410: the
 * link has expired; 404: there is no such file; 503: the file is not complete yet. No answer contains a file's path.
 * @param path of the wire
 */
export async function recordingRoutes(
  http: FastifyInstance,
  path: string,
  options: RecordingRoutesOptions,
): Promise<void> {
  const origins = options.settings.origins.map(originPattern);
  await http.register(
    async (scope) => {
      await scope.register(cors, {
        origin: origins,
        methods: ['GET', 'HEAD'],
        allowedHeaders: ['Range'],
        exposedHeaders: ['Accept-Ranges', 'Content-Length', 'Content-Range'],
        maxAge: 86_400,
      });
      scope.route({
        method: ['GET', 'HEAD'],
        url: '/:token/:name',
        handler: (request, reply) => answer(request, reply, options),
      });
    },
    { prefix: `${trimSlashes(path)}/recordings` },
  );
}

/** Answers one request: decodes the link, finds the file, converts it if enabled, and sends it. */
async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: RecordingRoutesOptions,
): Promise<unknown> {
  const { links, clock, settings, mp3 } = options;
  const recording = links.read(v.parse(paramsSchema, request.params).token);
  if (recording === null) return refuse(reply, 403, 'this link is not good');
  if (clock.now() >= recording.expiresAt) return refuse(reply, 410, 'this link is too old');
  const disconnected = new AbortController();
  reply.raw.once('close', () => disconnected.abort());
  const candidates = candidatePaths(recording, settings);
  const found = await untilWritten(
    () => findSound(candidates),
    recording.endedAt,
    clock,
    disconnected.signal,
  );
  if (found === 'unfinished')
    return refuse(reply.header('Retry-After', RETRY_S), 503, 'the recording is not ready yet');
  if (found === 'missing') return refuse(reply, 404, 'there is no such recording');
  // Wider than for other answers: pages of amoCRM play the sound, and opened directly the browser shows its own player.
  void reply.headers({
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Content-Security-Policy': "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'",
  });
  const title = titleOf(recording, settings.timeZone);
  const converted = (await mp3?.convert(found, disconnected.signal)) ?? null;
  const leftS = Math.floor((recording.expiresAt - clock.now()) / 1_000);
  const keptS = Math.min(LONGEST_KEPT_S, Math.max(0, leftS));
  // The cache may have deleted the converted file meanwhile; then the original is sent.
  if (converted !== null && (await sendSound(request, reply, converted, title, keptS))) return reply;
  if (await sendSound(request, reply, found.path, title, keptS)) return reply;
  return refuse(reply, 404, 'there is no such recording');
}

function refuse(reply: FastifyReply, code: number, text: string): FastifyReply {
  return reply
    .code(code)
    .header('Cache-Control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(`${text}\n`);
}

/** File name for downloads, without ending, such as `2026-11-21_12-03-05_+79101234567`. */
export function titleOf({ startedAt, number }: Recording, timeZone: string | undefined): string {
  const { year, month, day, hour, minute, second } = timeParts(startedAt, timeZone);
  return `${year}-${month}-${day}_${hour}-${minute}-${second}_${number}`;
}

/** A pattern of origins; `*` stands for one label of the host name. @param origin such as `https://*.amocrm.ru`, validated */
function originPattern(origin: string): RegExp {
  const parts = origin.replace('https://', '').split('.');
  return new RegExp(`^https://${parts.map((part) => (part === '*' ? '[a-z0-9-]+' : part)).join('\\.')}$`);
}
