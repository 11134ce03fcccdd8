import * as v from 'valibot';

/** `headers.status_code` of a response. The HTTP status is 200 even when this one is not. */
export const StatusCode = {
  success: 200,
  badRequest: 400,
  unauthorized: 401,
  unknownMethod: 404,
  /** The long poll ended with no change; no failure. */
  longPollTimeout: 408,
  incompatibleVersion: 409,
  invalidParams: 410,
} as const;

/** One of the status codes that the protocol names. */
export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];

/** Status code -> text of `headers.detail`. */
export const statusDetail: Readonly<Record<StatusCode, string>> = {
  200: 'success',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Unknown method',
  408: 'Long poll timeout',
  409: 'Incompatible version of the widget',
  410: 'Invalid method parameters',
};

/** Reads a status code sent as a number or, as some existing backends do, as text (`"404"`). */
export const statusCodeSchema = v.union([
  v.pipe(v.number(), v.integer()),
  v.pipe(v.string(), v.regex(/^\d{3}$/), v.transform(Number)),
]);
