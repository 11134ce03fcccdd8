import type { CallBoard } from '../../domain/calls/CallBoard';
import { ringingCalls, shouldRing } from '../../domain/notifications/ringingCalls';
import type { Readable } from '../../domain/Store';
import { logError } from '../../system/log';
import type { Scope } from '../../system/Scope';
import { requestLock } from '../tabs/requestLock';
import { ring } from './ring';

export interface CallAlertOptions {
  readonly board: Readable<CallBoard>;
  /** The agent's current preferences: ringtone, system notification. */
  readonly preferences: () => { readonly sound: boolean; readonly systemNotice: boolean };
  /** Title and text of the system notification for a call. */
  readonly words: (call: CallBoard['calls'][number]) => { readonly title: string; readonly body: string };
  readonly window: Window & typeof globalThis;
  /** Web Locks shared by the tabs; null: there are none, and each tab alerts by itself. */
  readonly locks: LockManager | null;
  /** Prefix of the lock names. */
  readonly name: string;
}

/**
 * Plays a ringtone and shows system notifications for ringing calls while all tabs of amoCRM are hidden.
 *
 * The tabs agree by three Web Locks: each visible tab holds `visible` (shared), and no tab alerts while one holds it;
 * of the hidden tabs the holder of `notice` shows the notifications and the holder of `ring` plays the ringtone. A tab
 * that becomes visible steals the last two, which ends the alert wherever it is.
 */
export class CallAlert {
  /** Lives from the first ringing call to the last while this tab is hidden; null: nothing to alert of. */
  private alert: Scope | null = null;
  /** Notifies of the calls that began to ring since; does nothing unless this tab holds the lock `notice`. */
  private notifyNew = nothing;
  /** Settles when this tab has released its own lock `visible`. */
  private released: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: CallAlertOptions,
    private readonly scope: Scope,
  ) {
    const { document } = options.window;
    let visibility = this.lockWhileVisible();
    scope.listen(document, 'visibilitychange', () => {
      visibility.close();
      visibility = this.lockWhileVisible();
      this.update();
    });
    scope.onClose(
      options.board.subscribe(() => {
        this.update();
      }),
    );
    this.update();
  }

  private get isHidden(): boolean {
    return this.options.window.document.visibilityState === 'hidden';
  }

  /** In a visible tab: takes the lock `visible` and ends the alert of any tab. Closing the scope releases the lock. */
  private lockWhileVisible(): Scope {
    const scope = this.scope.child();
    if (this.isHidden) return scope;
    this.released = this.withLock('visible', { mode: 'shared', signal: scope.signal }, scope, nothing);
    const { locks, name } = this.options;
    for (const what of ['notice', 'ring'])
      if (locks) requestLock(locks, `${name}:${what}`, { steal: true }, nothing).catch(nothing);
    return scope;
  }

  /** Begins, continues or ends the alert, as the board and the visibility of this tab demand. */
  private update(): void {
    const { calls } = this.options.board.get();
    const isNeeded = this.isHidden && ringingCalls(calls).length > 0;
    if (!isNeeded) {
      this.alert?.close();
      this.alert = null;
    } else if (this.alert === null) {
      this.alert = this.scope.child();
      void this.begin(this.alert);
    } else {
      this.notifyNew();
    }
  }

  private async begin(alert: Scope): Promise<void> {
    const { locks, name, preferences, window, board } = this.options;
    // Until then the query below would find this tab's own lock.
    await this.released;
    const held = await heldLocks(locks);
    if (alert.closed || held.includes(`${name}:visible`)) return;
    void this.withLock('notice', { ifAvailable: true }, alert, () => {
      if (!preferences().systemNotice) return;
      const notified = new Set<string>();
      this.notifyNew = () => {
        this.notifyOfCalls(notified, alert);
      };
      alert.onClose(() => {
        this.notifyNew = nothing;
      });
      this.notifyNew();
    });
    // Browsers allow no sound before the user has interacted with the page; another tab may be allowed to ring.
    const { navigator } = window;
    const mayRing = !('userActivation' in navigator) || navigator.userActivation.hasBeenActive;
    if (mayRing)
      void this.withLock('ring', { ifAvailable: true }, alert, () => {
        if (preferences().sound && shouldRing(board.get().calls)) ring(window, alert);
      });
  }

  /** Shows a notification for each ringing call whose id is not in `notified`, and adds the ids. */
  private notifyOfCalls(notified: Set<string>, alert: Scope): void {
    const { window, board, words } = this.options;
    if (!('Notification' in window) || window.Notification.permission !== 'granted') return;
    for (const call of ringingCalls(board.get().calls).filter(({ id }) => !notified.has(id))) {
      notified.add(call.id);
      notify(window, call.id, words(call), alert);
    }
  }

  /**
   * Runs `action` once it has the lock `what`, and keeps the lock until the scope closes. With `ifAvailable` in the
   * options and the lock taken by another tab it does not run. When the lock is stolen the scope is closed. Without
   * working locks `action` runs at once. Never rejects.
   */
  private withLock(what: string, options: LockOptions, scope: Scope, action: () => void): Promise<unknown> {
    const { locks, name } = this.options;
    if (locks === null) {
      action();
      return Promise.resolve();
    }
    return requestLock(locks, `${name}:${what}`, options, (lock) => {
      if (lock === null || scope.closed) return undefined;
      action();
      return new Promise<void>((resolve) => {
        scope.onClose(resolve);
      });
    }).catch((error: unknown) => {
      // The lock was stolen, or the scope has closed already.
      if (scope.closed || (error instanceof DOMException && error.name === 'AbortError')) scope.close();
      // Locks are forbidden in this page, as where storage is.
      else action();
    });
  }
}

/** Shows a system notification until the scope closes; a click focuses the window. A refusal is only logged. */
function notify(
  window: Window & typeof globalThis,
  tag: string,
  { title, body }: ReturnType<CallAlertOptions['words']>,
  scope: Scope,
): void {
  try {
    const notice = new window.Notification(title, { body, tag });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
    scope.onClose(() => {
      notice.close();
    });
  } catch (error) {
    // Chrome for Android throws: there only a service worker may show notifications.
    logError('the browser showed no notification', error);
  }
}

/** Names of the locks that any tab holds; empty when they can't be queried. */
async function heldLocks(locks: LockManager | null): Promise<readonly (string | undefined)[]> {
  try {
    return ((await locks?.query())?.held ?? []).map(({ name }) => name);
  } catch {
    return [];
  }
}

function nothing(): undefined {
  // For locks that are taken for their own sake.
}
