import type { Scope } from '../../system/Scope';
import { requestLock } from './requestLock';
import type { TabChannel } from './TabChannel';

/** How often a visible follower probes the leader, ms. */
const PROBE_MS = 300;

/** How often a hidden follower does, ms; browsers may slow its timers down to one a minute. */
const HIDDEN_PROBE_MS = 5_000;

/** After this many unanswered probes the leader counts as frozen. */
const MAX_UNANSWERED = 2;

/**
 * Elects one of the tabs as the leader, by a Web Lock.
 *
 * ```
 *   following ──the lock is free──▶ leading ──closed──▶ (the browser frees the lock)
 *       │ ▲                            │
 *       │ └─────the lock was taken─────┘
 *       └──two probes unanswered: takes the lock──▶ leading
 * ```
 * A tab that closes or crashes loses its lock at once. A frozen tab keeps it, but does not answer probes.
 */
export class Leadership {
  private unanswered = 0;
  /** Owner of what this tab does as follower or as leader. */
  private role: Scope;

  /**
   * @param name of the lock
   * @param channel carries probes and their answers between the tabs
   * @param lead starts the leader's work, which ends with the given scope. `isAlone`: the browser gives the page no
   *   locks, so other tabs may lead as well
   */
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

  /** Waits for the lock and probes the leader; at once when the tab is shown or hidden, since the interval changes. */
  private follow(): void {
    const role = this.start();
    this.request({ signal: role.signal });
    let probing = role.child();
    this.probe(probing);
    role.listen(this.document, 'visibilitychange', () => {
      probing.close();
      probing = role.child();
      this.channel.post({ kind: 'probe', isNew: true });
      this.probe(probing);
    });
  }

  /** Probes the leader at intervals, and takes the lock when it does not answer. */
  private probe(probing: Scope): void {
    probing.after(this.document.visibilityState === 'visible' ? PROBE_MS : HIDDEN_PROBE_MS, () => {
      if (this.unanswered >= MAX_UNANSWERED) this.request({ steal: true });
      else this.channel.post({ kind: 'probe', isNew: false });
      this.unanswered += 1;
      this.probe(probing);
    });
  }

  /** Requests the lock, waiting for it or taking it (`steal`), and leads while it is held. */
  private request(options: LockOptions): void {
    let isGranted = false;
    const held = requestLock(this.locks, this.name, options, () => {
      if (this.scope.closed) return undefined;
      isGranted = true;
      const role = this.start();
      this.lead(role, false);
      return new Promise<void>((resolve) => {
        role.onClose(resolve);
      });
    });
    held.catch((error: unknown) => {
      if (this.scope.closed || (!isGranted && options.signal?.aborted === true)) return;
      // AbortError: another tab has taken the lock. Any other: the page may not use locks, so each tab leads for
      // itself.
      if (error instanceof DOMException && error.name === 'AbortError') this.follow();
      else this.lead(this.start(), true);
    });
  }

  /** Ends what this tab did so far and returns a scope for its new role. */
  private start(): Scope {
    this.role.close();
    this.unanswered = 0;
    this.role = this.scope.child();
    return this.role;
  }
}
