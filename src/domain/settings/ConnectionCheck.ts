import type { ExceptionName } from '../../../protocol/ExceptionName';
import { Failure } from '../Failure';
import { NewestRun } from '../NewestRun';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import type { Settings } from './Settings';
import { serverUrl } from './serverUrl';

/** State of the connection, as the settings form shows it. */
export type ConnectionState =
  | { readonly kind: 'notConfigured' }
  | { readonly kind: 'notHttps' }
  | { readonly kind: 'invalidAddress' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'connected' }
  /** The backend accepts the key, but has no agent for the user who has opened the form. */
  | ({ readonly kind: 'noAgent' } & UnknownUser)
  /** The backend accepts the key, but not who has opened the form: it wants amoCRM to prove the user. */
  | { readonly kind: 'notProven'; readonly failure: Failure }
  /** Status 401. */
  | { readonly kind: 'wrongKey' }
  /** Status 409: the backend does not support this version of the widget. */
  | { readonly kind: 'incompatible' }
  | ({ readonly kind: 'noAnswer' } & FailureDetails)
  | ({ readonly kind: 'unknownError' } & FailureDetails);

/** Details of a `Failure`. */
interface FailureDetails {
  readonly detail: string;
  readonly httpStatus?: number | undefined;
}

/** How long typing must pause before the connection is checked, ms. */
export const CHECK_DELAY_MS = 600;

/** Pause before the check is repeated when the backend has not answered, ms: it may still be starting. */
export const RECHECK_MS = 5_000;

/** A user of amoCRM, as requests name it, for whom the backend has no agent. */
export interface UnknownUser {
  readonly email: string;
  readonly userId: number;
}

/**
 * Sends `ping` to the backend of these settings; rejects with a `Failure`. Resolves to the user who has opened the form
 * if the backend has no agent for this user; to null if it has, or does not report agents.
 */
export type Ping = (settings: Settings) => Promise<UnknownUser | null>;

/**
 * Checks the connection as the administrator types, and repeats the check while there is no answer. Results of checks
 * of older settings are ignored. It stops with the timer's owner.
 */
export class ConnectionCheck {
  private readonly store = new Store<ConnectionState>({ kind: 'notConfigured' });
  private readonly run: NewestRun;

  constructor(
    private readonly ping: Ping,
    timer: Timer,
  ) {
    this.run = new NewestRun(timer);
  }

  get state(): Readable<ConnectionState> {
    return this.store;
  }

  /** Checks changed settings once typing has paused. */
  changed(settings: Settings): void {
    this.start(settings, CHECK_DELAY_MS);
  }

  /** Checks settings at once. */
  check(settings: Settings): void {
    this.start(settings, 0);
  }

  private start(settings: Settings, delayMs: number): void {
    this.run.cancel();
    const known = stateWithoutPing(settings);
    this.store.set(known ?? { kind: 'checking' });
    if (known !== null) return;
    this.pingAfter(delayMs, settings);
  }

  /** The state stays as it is until the backend has answered or the request has failed. */
  private pingAfter(delayMs: number, settings: Settings): void {
    this.run.start(
      delayMs,
      () => this.pingNow(settings),
      (state) => {
        this.store.set(state);
        if (state.kind === 'noAnswer') this.pingAfter(RECHECK_MS, settings);
      },
    );
  }

  /** One check. Never rejects: a failure becomes a state. */
  private async pingNow(settings: Settings): Promise<ConnectionState> {
    try {
      const unknown = await this.ping(settings);
      return unknown ? { kind: 'noAgent', ...unknown } : { kind: 'connected' };
    } catch (error) {
      return stateAfterFailure(Failure.from(error));
    }
  }
}

/** The state that follows from the settings alone; null: they are complete, so the backend has to be asked. */
function stateWithoutPing(settings: Settings): ConnectionState | null {
  const url = serverUrl(settings.serverAddress);
  switch (url.kind) {
    case 'empty':
      return { kind: 'notConfigured' };
    case 'notHttps':
      return { kind: 'notHttps' };
    case 'invalid':
      return { kind: 'invalidAddress' };
    case 'ok':
      return isComplete(settings) ? null : { kind: 'notConfigured' };
  }
}

/** Are the secret key and, for ECSS-10, client id and domain filled in? */
function isComplete({ connection, secretKey, clientId, domain }: Settings): boolean {
  return secretKey !== '' && (connection !== 'ecss10' || (clientId !== '' && domain !== ''));
}

/** The wire's reasons for which a user is not proven. */
const UNPROVEN: readonly string[] = [
  'IdentityRequired',
  'SessionExpired',
  'TokenExpired',
  'TokenRefused',
] satisfies ExceptionName[];

/** Is the user not proven: by the backend's reason, or by the widget's own (`ProofFault`)? */
function isUnproven({ reason, detail }: Failure): boolean {
  return reason === 'refused' && (UNPROVEN.includes(detail) || detail.startsWith('proof.'));
}

/** The state for a failed check. */
function stateAfterFailure(failure: Failure): ConnectionState {
  const { reason, detail, httpStatus } = failure;
  if (isUnproven(failure)) return { kind: 'notProven', failure };
  switch (reason) {
    case 'unauthorized':
      return { kind: 'wrongKey' };
    case 'incompatible':
      return { kind: 'incompatible' };
    case 'timeout':
    case 'unreachable':
      return { kind: 'noAnswer', detail, httpStatus };
    case 'malformed':
    case 'protocol':
    case 'refused':
    case 'noExtension':
    case 'cancelled':
      return { kind: 'unknownError', detail, httpStatus };
  }
}
