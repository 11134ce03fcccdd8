import type { Scope } from '../../system/Scope';
import { requestLock } from './requestLock';
import type { TabChannel } from './TabChannel';

/** How often a tab that is looked at asks whether the leader lives, ms. */
export const PROBE_MS = 300;

/** How often a hidden tab asks, ms; browsers let hidden tabs run once a minute at times. */
export const HIDDEN_PROBE_MS = 5_000;

/** So many unanswered questions mean that the leader is frozen. */
const UNANSWERED = 2;

/**
 * One tab of all is the leader.
 *
 * ```
 *   following ──the lock is free──▶ leading ──closed──▶ (the browser frees the lock)
 *       │ ▲                            │
 *       │ └─────the lock was taken─────┘
 *       └──no answer to two questions: takes the lock──▶ leading
 * ```
 * A tab that closes or crashes loses its lock at once. One that is frozen keeps it, and is found out by its silence.
 */
export class Leadership {
  private unanswered = 0;
  /** Ends what this tab does to follow or to lead. */
  private role: Scope;

  /** @param lead runs the leader's work until its scope closes; alone: without a lock, so other tabs may lead, too */
  constructor(
    private readonly locks: LockManager,
    private readonly name: string,
    private readonly channel: TabChannel,
    private readonly document: Document,
    private readonly scope: Scope,
    private readonly lead: (scope: Scope, isAlone: boolean) => void,
  ) {
    this.role = scope.child();
    channel.listen(({ kind }) => {
      if (kind === 'here' || kind === 'news') this.unanswered = 0;
    });
    this.follow();
  }

  private follow(): void {
    const role = this.begin();
    this.request({ signal: role.signal });
    let asking = role.child();
    this.ask(asking);
    role.listen(this.document, 'visibilitychange', () => {
      asking.close();
      asking = role.child();
      this.channel.post({ kind: 'probe', isNew: true });
      this.ask(asking);
    });
  }

  /** Asks again and again whether the leader lives. */
  private ask(asking: Scope): void {
    asking.after(this.document.visibilityState === 'visible' ? PROBE_MS : HIDDEN_PROBE_MS, () => {
      if (this.unanswered >= UNANSWERED) this.request({ steal: true });
      else this.channel.post({ kind: 'probe', isNew: false });
      this.unanswered += 1;
      this.ask(asking);
    });
  }

  private request(options: LockOptions): void {
    let isGranted = false;
    const held = requestLock(this.locks, this.name, options, () => {
      if (this.scope.closed) return undefined;
      isGranted = true;
      const role = this.begin();
      this.lead(role, false);
      return new Promise<void>((resolve) => {
        role.onClose(resolve);
      });
    });
    held.catch((error: unknown) => {
      if (this.scope.closed || (!isGranted && options.signal?.aborted === true)) return;
      // Another tab has taken the lock; or the page may have none, and then acts for itself.
      if (error instanceof DOMException && error.name === 'AbortError') this.follow();
      else this.lead(this.begin(), true);
    });
  }

  private begin(): Scope {
    this.role.close();
    this.unanswered = 0;
    this.role = this.scope.child();
    return this.role;
  }
}
