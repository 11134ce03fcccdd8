import { Readable } from 'node:stream';
import type { FastifyInstance, RequestPayload } from 'fastify';
import { BodyFault } from './BodyFault';
import type { BodyPlace, BodyRoom } from './BodyRoom';
import { GrowingBuffer } from './GrowingBuffer';
import { networkOf } from '../access/networkOf';

/**
 * Most pieces in which a body comes. The network cuts the longest one, of a webhook, into some hundred; who sends single bytes
 * makes us work for each.
 */
const MOST_PIECES = 4_096;

/**
 * Collects each body before it is parsed, at every door: in one buffer, where Fastify would keep each piece of it, and so that all
 * unfinished ones together stay within `room`. One that is not read to its end closes its connection after the answer.
 */
export function collectBodies(http: FastifyInstance, room: BodyRoom): void {
  http.addHook('preParsing', (request, reply, payload, done) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (length === undefined && encoding === undefined) return done(null, payload);
    const limit = request.routeOptions.bodyLimit;
    collect(payload, { room, network: networkOf(request.ip), limit, length: Number(length ?? 0) }).then(
      (body) => done(null, Readable.from(body)),
      (error: unknown) => {
        void reply.header('connection', 'close');
        done(error instanceof BodyFault ? error : new BodyFault('cutOff', { cause: error }));
      },
    );
  });
}

interface Bounds {
  readonly room: BodyRoom;
  readonly network: string;
  /** Longest body of the route, bytes. */
  readonly limit: number;
  /** What the client says of the length, bytes. */
  readonly length: number;
}

/** The whole body. Fails with a `BodyFault`; what still comes is dropped then. */
function collect(payload: RequestPayload, { room, network, limit, length }: Bounds): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = new GrowingBuffer(limit);
    let pieces = 0;
    const release = (): void => {
      room.leave(place);
      payload.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError);
    };
    const fail = (fault: BodyFault): void => {
      release();
      reject(fault);
      payload.resume();
    };
    const onData = (piece: Buffer): void => {
      pieces += 1;
      if (body.length + piece.length > limit) fail(new BodyFault('tooLong'));
      else if (pieces > MOST_PIECES) fail(new BodyFault('tooManyPieces'));
      else room.grow(place, body.add(piece));
    };
    const onEnd = (): void => {
      release();
      resolve(body.content());
    };
    const onError = (cause?: unknown): void => fail(new BodyFault('cutOff', { cause }));
    const place: BodyPlace = { network, onEnd: () => fail(new BodyFault('noRoom')), bytes: 0 };
    payload.on('data', onData).on('end', onEnd).on('error', onError).on('close', onError);
    if (length > limit) fail(new BodyFault('tooLong'));
    else room.enter(place);
  });
}
