import { Failure } from '../Failure';
import { NewestRun } from '../NewestRun';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import type { Settings } from './Settings';
import { serverUrl } from './serverUrl';

/** What the settings window says of the connection. */
export type ConnectionState =
  | { readonly kind: 'notConfigured' }
  | { readonly kind: 'notHttps' }
  | { readonly kind: 'invalidAddress' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'connected' }
  /** The key is right, and the backend has no extension for the user who looks at the settings. */
  | ({ readonly kind: 'noAgent' } & UnknownUser)
  /** 401 */
  | { readonly kind: 'wrongKey' }
  /** 409 */
  | { readonly kind: 'incompatible' }
  | ({ readonly kind: 'noAnswer' } & Why)
  | ({ readonly kind: 'unknownError' } & Why);

/** What is known of a failure: its detail, and the HTTP status where one came in place of an answer. */
interface Why {
  readonly detail: string;
  readonly httpStatus?: number | undefined;
}

/** Quiet time after typing before the backend is asked, ms. */
export const CHECK_DELAY_MS = 600;

/** Pause after which a backend that did not answer is asked again, ms: it may be starting, or was slow once. */
export const RECHECK_MS = 5_000;

/** A user of amoCRM as the backend is told of one. */
export interface UnknownUser {
  readonly email: string;
  readonly userId: number;
}

/**
 * Asks a backend whether it is there and takes the key; fails with a `Failure`. Gives the user who looks at the settings
 * when the backend knows no agent of that name; null: it does, or it does not tell.
 */
export type Ping = (settings: Settings) => Promise<UnknownUser | null>;

/**
 * Checks the connection as the administrator types, and again while there is no answer; only the newest check counts.
 * The timer ends it.
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

  /** Settings as they stand in the form now; checked when typing has paused. */
  changed(settings: Settings): void {
    this.start(settings, CHECK_DELAY_MS);
  }

  /** Checks at once. */
  check(settings: Settings): void {
    this.start(settings, 0);
  }

  private start(settings: Settings, delayMs: number): void {
    this.run.drop();
    const known = beforeAsking(settings);
    this.store.set(known ?? { kind: 'checking' });
    if (known !== null) return;
    this.askAfter(delayMs, settings);
  }

  /** What is shown stays until there is an answer. */
  private askAfter(delayMs: number, settings: Settings): void {
    this.run.start(
      delayMs,
      () => this.ask(settings),
      (state) => {
        this.store.set(state);
        if (state.kind === 'noAnswer') this.askAfter(RECHECK_MS, settings);
      },
    );
  }

  private async ask(settings: Settings): Promise<ConnectionState> {
    try {
      const unknown = await this.ping(settings);
      return unknown ? { kind: 'noAgent', ...unknown } : { kind: 'connected' };
    } catch (error) {
      return afterFailure(Failure.from(error));
    }
  }
}

/** What can be said without asking the backend; null when it has to be asked. */
function beforeAsking(settings: Settings): ConnectionState | null {
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

/** An ECSS-10 asks for more than a backend. */
function isComplete({ connection, secretKey, clientId, domain }: Settings): boolean {
  return secretKey !== '' && (connection !== 'ecss10' || (clientId !== '' && domain !== ''));
}

function afterFailure({ reason, detail, httpStatus }: Failure): ConnectionState {
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
    case 'cancelled':
      return { kind: 'unknownError', detail, httpStatus };
  }
}
