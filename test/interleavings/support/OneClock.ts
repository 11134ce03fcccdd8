import type { Clock } from '../../../server/system/Clock';

/** Turns of Node's loop in which a request gets through the backend's HTTP side and back. */
const TURNS = 8;

/** The one clock of tabs, network and backend. It stands still until the test lets it go on. */
export class OneClock {
  /** Timers of the backend that are set. */
  backendTimers = 0;
  private isStirred = false;

  /** Takes the place of the real clock until `end`. */
  constructor() {
    jest.useFakeTimers({
      now: 1_763_700_000_000,
      doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'performance', 'hrtime'],
    });
  }

  /** Timers of tabs and network that are set. */
  get otherTimers(): number {
    return jest.getTimerCount() - this.backendTimers;
  }

  now(): number {
    return Date.now();
  }

  /** Runs `action` once after `ms`. */
  after(ms: number, action: () => void): void {
    setTimeout(action, ms);
  }

  /** Something is on its way through the backend's HTTP side, which takes turns of Node's loop. */
  stir(): void {
    this.isStirred = true;
  }

  /** The backend's clock. @param skewMs how far it is ahead of the tabs' */
  ofBackend(skewMs: number): Clock {
    return {
      now: () => Date.now() + skewMs,
      elapsed: () => Date.now(),
      after: (ms, action) => {
        let isSet = true;
        this.backendTimers += 1;
        const drop = (): void => {
          if (isSet) this.backendTimers -= 1;
          isSet = false;
        };
        const timer = setTimeout(() => {
          drop();
          this.stir();
          action();
        }, ms);
        return () => {
          clearTimeout(timer);
          drop();
        };
      },
    };
  }

  /** Lets time pass, timer by timer; what gets ready on the way is run. */
  async pass(ms: number): Promise<void> {
    await this.settle();
    const time = { isOver: false };
    setTimeout(() => (time.isOver = true), ms);
    while (!time.isOver) {
      jest.advanceTimersToNextTimer();
      await this.settle();
    }
  }

  /** Lets everything run that is ready now. */
  async settle(): Promise<void> {
    await new Promise(setImmediate);
    while (this.takeStir()) for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
  }

  /** Gives the real clock back. */
  end(): void {
    jest.useRealTimers();
  }

  private takeStir(): boolean {
    const wasStirred = this.isStirred;
    this.isStirred = false;
    return wasStirred;
  }
}
