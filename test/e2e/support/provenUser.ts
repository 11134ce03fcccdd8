import type { Sandbox } from '../../../sandbox/startSandbox';
import type { Clock } from '../../../server/system/Clock';
import { systemClock } from '../../../server/system/Clock';
import { amoToken } from '../../server/support/amoToken';
import type { SandboxPage } from './SandboxPage';

/** The clock of account and backend, which a test moves on; timers go by the machine's. */
export class MovedClock implements Clock {
  private moved = 0;

  readonly after = systemClock.after;

  now(): number {
    return Date.now() + this.moved;
  }

  elapsed(): number {
    return performance.now() + this.moved;
  }

  /** @param seconds how far */
  move(seconds: number): void {
    this.moved += seconds * 1_000;
  }
}

/**
 * A token as amoCRM makes it for the sandbox's first user, or one that differs.
 * @param seconds how much later than now it is made
 * @param claims that differ; `how`: another secret or head
 */
export function tokenOf(
  { url, integration }: Sandbox,
  seconds = 0,
  claims: Readonly<Record<string, unknown>> = {},
  how: { readonly secret?: string; readonly header?: object } = {},
): string {
  const { accountId, clientId, redirectUri } = integration.section(url, 'ru');
  return amoToken(
    Date.now() + seconds * 1_000,
    {
      iss: url,
      aud: redirectUri,
      account_id: accountId,
      client_uuid: clientId,
      user_id: 7461242,
      ...claims,
    },
    { secret: integration.secret, ...how },
  );
}

/** How the exchanges through the proxy have ended, the first one first. */
export function exchanges({ sandbox }: SandboxPage): string[] {
  return sandbox.proxy.records
    .filter(({ method }) => method === 'open_session')
    .map(({ outcome }) => outcome);
}
