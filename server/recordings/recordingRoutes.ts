import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Clock } from '../system/Clock';
import { candidatePaths } from './candidatePaths';
import { findSound } from './findSound';
import type { Mp3Converter } from './Mp3Converter';
import { timeParts } from './pathTemplate';
import type { Recording } from './Recording';
import type { RecordingLinks } from './RecordingLinks';
import type { RecordingsSettings } from './recordingsSettings';
import { sendSound } from './sendSound';
import { untilWritten } from './untilWritten';
import { trimSlashes } from '../system/trimSlashes';

/** What the routes serve recordings with. */
export interface RecordingRoutesOptions {
  readonly settings: RecordingsSettings;
  readonly links: RecordingLinks;
  /** Null: sounds are served as they are. */
  readonly mp3: Mp3Converter | null;
  readonly clock: Clock;
}

const paramsSchema = v.object({ token: v.string() });

/** When to ask again for a recording that is being written, s. */
const RETRY_S = 2;

/**
 * Opens `<path>/recordings/<token>/<name>` for GET and HEAD, with ranges. 403: no link of ours; 410: the link is
 * too old; 404: the recording is gone; 503: it is not whole yet. No answer says where a file lies.
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

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: RecordingRoutesOptions,
): Promise<unknown> {
  const { links, clock, settings, mp3 } = options;
  const recording = links.read(v.parse(paramsSchema, request.params).token);
  if (recording === null) return refuse(reply, 403, 'this link is not good');
  if (clock.now() >= recording.expiresAt) return refuse(reply, 410, 'this link is too old');
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const places = candidatePaths(recording, settings);
  const found = await untilWritten(() => findSound(places), recording.endedAt, clock, gone.signal);
  if (found === 'unfinished')
    return refuse(reply.header('Retry-After', RETRY_S), 503, 'the recording is not ready yet');
  if (found === 'missing') return refuse(reply, 404, 'there is no such recording');
  // A player in another page gets the sound, and a page of its own shows its player: so wider than elsewhere.
  void reply.headers({
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Content-Security-Policy': "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'",
  });
  const title = titleOf(recording, settings.timeZone);
  const converted = (await mp3?.make(found)) ?? null;
  // What was converted may have had to make room just now.
  if (converted !== null && (await sendSound(request, reply, converted, title))) return reply;
  if (await sendSound(request, reply, found.path, title)) return reply;
  return refuse(reply, 404, 'there is no such recording');
}

function refuse(reply: FastifyReply, code: number, text: string): FastifyReply {
  return reply
    .code(code)
    .header('Cache-Control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(`${text}\n`);
}

/** Name of the recording for people, such as `2026-11-21_12-03-05_+79101234567`. */
export function titleOf({ startedAt, number }: Recording, timeZone: string | undefined): string {
  const { year, month, day, hour, minute, second } = timeParts(startedAt, timeZone);
  return `${year}-${month}-${day}_${hour}-${minute}-${second}_${number}`;
}

/** @param origin such as `https://*.amocrm.ru`, already checked */
function originPattern(origin: string): RegExp {
  const parts = origin.replace('https://', '').split('.');
  return new RegExp(`^https://${parts.map((part) => (part === '*' ? '[a-z0-9-]+' : part)).join('\\.')}$`);
}
