import type { HealthReport } from './healthReport';

/** What `/health` tells everybody. */
export type PublicHealth = Pick<HealthReport, 'status' | 'version' | 'telephony' | 'redis'> & {
  readonly cluster?: { readonly phase: string };
};

/**
 * What another machine may know of the backend's health: whether calls work, and who leads. Reasons name hosts and files, and
 * counts say how much an office calls, so they are for this machine. Pure.
 */
export function publicHealth({ status, version, telephony, redis, cluster }: HealthReport): PublicHealth {
  return {
    status,
    version,
    telephony,
    ...(redis !== undefined && { redis }),
    ...(cluster !== undefined && { cluster: { phase: cluster.phase } }),
  };
}
