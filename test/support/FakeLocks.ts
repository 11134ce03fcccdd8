import type { FakeTab } from './FakeTab';

interface Request {
  readonly tab: FakeTab;
  readonly name: string;
  readonly mode: LockMode;
  readonly grant: () => void;
  /** Called when another request steals the lock. */
  readonly rob: () => void;
}

/** The browser's Web Locks: shared by all tabs, each of which has a `LockManager` of its own. */
export class FakeLocks {
  private held: Request[] = [];
  private waiting: Request[] = [];
  /** Error with which the next request fails; null: it does not fail. */
  failure: Error | null = null;

  /** Names of held locks, once for each holder. */
  get holders(): readonly string[] {
    return this.held.map(({ name }) => name);
  }

  /** Number of waiting requests. */
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

  /** Releases the locks of a closed tab and removes its waiting requests. */
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
          // A frozen tab can be granted the lock; its callback runs when it is thawed.
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
      // The signal has an effect only while the request waits.
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
        // Locks are granted asynchronously, never within `request`.
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
