import { basename, dirname, extname } from 'node:path';
import { send } from '@fastify/send';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Content types by ending. */
const CONTENT_TYPES = new Map([
  ['.mp3', 'audio/mpeg'],
  ['.wav', 'audio/wav'],
  ['.wav49', 'audio/wav'],
  ['.ogg', 'audio/ogg'],
  ['.oga', 'audio/ogg'],
  ['.opus', 'audio/ogg'],
  ['.m4a', 'audio/mp4'],
  ['.gsm', 'audio/gsm'],
  ['.flac', 'audio/flac'],
]);

/**
 * Sends a sound file, or the requested byte range of it.
 * @param path real path of the file
 * @param title file name for downloads, without ending
 * @param keptS for how long the browser may keep it, s
 * @returns false when the file does not exist any more; then nothing was sent
 */
export async function sendSound(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  title: string,
  keptS: number,
): Promise<boolean> {
  const sent = await send(request.raw, encodeURIComponent(basename(path)), {
    root: dirname(path),
    dotfiles: 'allow',
    index: false,
    contentType: false,
    cacheControl: false,
  });
  const { statusCode, headers } = sent;
  const ending = extname(path).toLowerCase();
  if (sent.type === 'file') {
    void reply.headers({
      ...headers,
      'Content-Type': CONTENT_TYPES.get(ending) ?? 'application/octet-stream',
      'Content-Disposition': `inline; filename="${title.replace(/[^\w+*#.-]/g, '_')}${ending}"`,
      // The browser may cache it, shared caches may not: only holders of the link may hear it.
      'Cache-Control': `private, max-age=${keptS}`,
    });
    await reply.code(statusCode).send(sent.stream);
    return true;
  }
  if (statusCode !== 412 && statusCode !== 416) return false;
  const range = headers['Content-Range'];
  if (range !== undefined) void reply.header('Content-Range', range);
  await reply.code(statusCode).type('text/plain; charset=utf-8').send('this part is not there\n');
  return true;
}
