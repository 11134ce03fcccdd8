import type { FakeTab } from './FakeTab';

interface Request {
  readonly tab: FakeTab;
  readonly name: string;
  readonly mode: LockMode;
  readonly grant: () => void;
  /** The lock is taken away from its holder. */
  readonly rob: () => void;
}

/** The browser's locks: all tabs have the same, each by a `LockManager` of its own. */
export class FakeLocks {
  private held: Request[] = [];
  private waiting: Request[] = [];
  /** What the next request fails with; null: it is taken. */
  failure: Error | null = null;

  /** Names of the locks that are held, one for each holder. */
  get holders(): readonly string[] {
    return this.held.map(({ name }) => name);
  }

  /** How many requests wait. */
  get queue(): number {
    return this.waiting.length;
  }

  /** `navigator.locks` of a tab. */
  managerOf(tab: FakeTab): LockManager {
    const request = <T>(
      name: string,
      ...rest: [LockGrantedCallback<T>] | [LockOptions, LockGrantedCallback<T>]
    ): Promise<Awaited<T>> => {
      const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest;
      return this.request(tab, name, options, callback);
    };
    const infoOf = ({ name, mode }: Request): LockInfo => ({ clientId: '', name, mode });
    return {
      request,
      query: () => Promise.resolve({ held: this.held.map(infoOf), pending: this.waiting.map(infoOf) }),
    };
  }

  /** The browser frees what a tab that is gone held or wanted. */
  forget(tab: FakeTab): void {
    this.waiting = this.waiting.filter((one) => one.tab !== tab);
    this.held = this.held.filter((one) => one.tab !== tab);
    this.serve();
  }

  private request<T>(
    tab: FakeTab,
    name: string,
    { mode = 'exclusive', steal = false, ifAvailable = false, signal }: LockOptions,
    callback: LockGrantedCallback<T>,
  ): Promise<Awaited<T>> {
    if (this.failure !== null) return Promise.reject(this.failure);
    if (signal?.aborted === true) return Promise.reject(aborted());
    return new Promise<Awaited<T>>((resolve, reject) => {
      const one: Request = {
        tab,
        name,
        mode,
        grant: () => {
          this.waiting = this.waiting.filter((other) => other !== one);
          this.held.push(one);
          // A tab that is frozen holds the lock and does not know it yet.
          tab.run(() => {
            const done = (): void => {
              this.held = this.held.filter((other) => other !== one);
              this.serve();
            };
            const work = Promise.resolve(callback({ name, mode }));
            work.finally(done).then(resolve, reject);
          });
        },
        rob: () => {
          tab.run(() => {
            reject(aborted());
          });
        },
      };
      // The signal counts while the request waits, and no longer.
      signal?.addEventListener('abort', () => {
        if (!this.waiting.includes(one)) return;
        this.waiting = this.waiting.filter((other) => other !== one);
        reject(aborted());
        this.serve();
      });
      if (steal) {
        const robbed = this.held.filter((other) => other.name === name);
        this.held = this.held.filter((other) => other.name !== name);
        for (const { rob } of robbed) rob();
        one.grant();
      } else if (ifAvailable && !this.isFree(one, this.waiting)) {
        resolve(Promise.resolve(callback(null)));
      } else {
        this.waiting.push(one);
        // Locks are granted in a task of their own, never inside the request.
        void Promise.resolve().then(() => {
          this.serve();
        });
      }
    });
  }

  private serve(): void {
    for (const one of [...this.waiting]) {
      const before = this.waiting.slice(0, this.waiting.indexOf(one));
      if (this.waiting.includes(one) && this.isFree(one, before)) one.grant();
    }
  }

  private isFree({ name, mode }: Request, before: readonly Request[]): boolean {
    return [...this.held, ...before].every(
      (other) => other.name !== name || (mode === 'shared' && other.mode === 'shared'),
    );
  }
}

function aborted(): DOMException {
  return new DOMException('The request was aborted.', 'AbortError');
}
