import type { CallBoard } from '../../domain/calls/CallBoard';
import { ringingCalls, shouldRing } from '../../domain/notifications/ringingCalls';
import type { Readable } from '../../domain/Store';
import { logError } from '../../system/log';
import type { Scope } from '../../system/Scope';
import { requestLock } from '../tabs/requestLock';
import { ring } from './ring';

/** What the alert has to know. */
export interface CallAlertOptions {
  readonly board: Readable<CallBoard>;
  readonly wishes: () => { readonly sound: boolean; readonly systemNotice: boolean };
  /** Title and text of the system's notification for a call. */
  readonly words: (call: CallBoard['calls'][number]) => { readonly title: string; readonly body: string };
  readonly window: Window & typeof globalThis;
  /** Null: each tab alerts for itself. */
  readonly locks: LockManager | null;
  /** Begin of the locks' names. */
  readonly name: string;
}

/**
 * Rings and tells the system of a call while nobody looks at amoCRM: in one tab of all, and in none while one
 * of them is looked at.
 */
export class CallAlert {
  private alert: Scope | null = null;
  /** Tells of the calls that ring since; nothing while another tab tells. */
  private tellNew = nothing;
  /** Ends when this tab has let go of its own sight. */
  private unseen: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly parts: CallAlertOptions,
    private readonly scope: Scope,
  ) {
    const { document } = parts.window;
    let sight = this.look();
    scope.listen(document, 'visibilitychange', () => {
      sight.close();
      sight = this.look();
      this.update();
    });
    scope.onClose(
      parts.board.subscribe(() => {
        this.update();
      }),
    );
    this.update();
  }

  private get isHidden(): boolean {
    return this.parts.window.document.visibilityState === 'hidden';
  }

  /** While this tab is looked at it holds a lock that the others can see. */
  private look(): Scope {
    const scope = this.scope.child();
    if (this.isHidden) return scope;
    this.unseen = this.hold('sight', { mode: 'shared', signal: scope.signal }, scope, nothing);
    const { locks, name } = this.parts;
    // Whichever tab alerts now has its locks taken away, and with them its reason.
    for (const what of ['notice', 'ring'])
      if (locks) requestLock(locks, `${name}:${what}`, { steal: true }, nothing).catch(nothing);
    return scope;
  }

  private update(): void {
    const { calls } = this.parts.board.get();
    const isNeeded = this.isHidden && ringingCalls(calls).length > 0;
    if (!isNeeded) {
      this.alert?.close();
      this.alert = null;
    } else if (this.alert === null) {
      this.alert = this.scope.child();
      void this.begin(this.alert);
    } else {
      this.tellNew();
    }
  }

  private async begin(alert: Scope): Promise<void> {
    const { locks, name, wishes, window, board } = this.parts;
    await this.unseen;
    const held = await heldLocks(locks);
    if (alert.closed || held.includes(`${name}:sight`)) return;
    void this.hold('notice', { ifAvailable: true }, alert, () => {
      if (!wishes().systemNotice) return;
      const told = new Set<string>();
      this.tellNew = () => {
        this.tell(told, alert);
      };
      alert.onClose(() => {
        this.tellNew = nothing;
      });
      this.tellNew();
    });
    // A page that was never used may not make a sound: another one may.
    const { navigator } = window;
    const mayRing = !('userActivation' in navigator) || navigator.userActivation.hasBeenActive;
    if (mayRing)
      void this.hold('ring', { ifAvailable: true }, alert, () => {
        if (wishes().sound && shouldRing(board.get().calls)) ring(window, alert);
      });
  }

  private tell(told: Set<string>, alert: Scope): void {
    const { window, board, words } = this.parts;
    if (!('Notification' in window) || window.Notification.permission !== 'granted') return;
    for (const call of ringingCalls(board.get().calls).filter(({ id }) => !told.has(id))) {
      told.add(call.id);
      notify(window, call.id, words(call), alert);
    }
  }

  /** Does the thing while holding a lock, until the scope closes; not at all while another tab holds it. */
  private hold(what: string, options: LockOptions, scope: Scope, action: () => void): Promise<unknown> {
    const { locks, name } = this.parts;
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
      // The lock was taken away, or the scope has closed already.
      if (scope.closed || (error instanceof DOMException && error.name === 'AbortError')) scope.close();
      // The browser lets this page have no locks: it alerts for itself.
      else action();
    });
  }
}

/** Shows a notification of the system until the scope closes. A browser that refuses one costs the other alert nothing. */
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
    // Chrome for Android throws: there only a service worker may show one.
    logError('the browser showed no notification', error);
  }
}

/** Names of the locks that tabs hold; empty where the browser does not tell. */
async function heldLocks(locks: LockManager | null): Promise<readonly (string | undefined)[]> {
  try {
    return ((await locks?.query())?.held ?? []).map(({ name }) => name);
  } catch {
    return [];
  }
}

function nothing(): undefined {
  // To hold the lock is all.
}
