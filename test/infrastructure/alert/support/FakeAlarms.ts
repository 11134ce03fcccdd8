import type { FakeTab } from '../../../support/FakeTab';

/** Fake `Notification` and `AudioContext` of a tab's window. */
export class FakeAlarms {
  permission: NotificationPermission = 'granted';
  /** Has the user interacted with the page, so that the browser allows sound? */
  wasUsed = true;
  /** Rings played so far. */
  rings = 0;
  /** Calls of `window.focus`. */
  focused = 0;
  /** Which call throws: creating a notification, creating an AudioContext, or closing one. */
  refuses: 'nothing' | 'notifications' | 'sound' | 'silence' = 'nothing';
  private readonly notices: FakeNotice[] = [];
  private playing = 0;

  /** Notifications on screen. */
  get shown(): string[] {
    return this.notices.filter(({ isOpen }) => isOpen).map(({ words }) => words);
  }

  /** Have all AudioContexts been closed? */
  get isSilent(): boolean {
    return this.playing === 0;
  }

  /** The user clicks on the newest notification. */
  click(): void {
    this.notices.at(-1)?.onclick?.();
  }

  /** The window of a tab, as far as the alert uses it. */
  windowOf(tab: FakeTab): Window & typeof globalThis {
    const notices = this.notices;
    const refuse = (what: typeof this.refuses): void => {
      if (this.refuses === what) throw new TypeError(`no ${what} here`);
    };
    class Notification extends FakeNotice {
      constructor(title: string, options: { body: string }) {
        refuse('notifications');
        super(`${title}: ${options.body}`);
        notices.push(this);
      }
    }
    Object.defineProperty(Notification, 'permission', { get: () => this.permission });
    const begin = (): void => {
      this.playing += 1;
    };
    const playNote = (): void => {
      // A ring has two notes.
      this.rings += 0.5;
    };
    const end = (): void => {
      this.playing -= 1;
    };
    class AudioContext {
      readonly currentTime = 0;
      readonly destination = {};
      constructor() {
        refuse('sound');
        begin();
      }
      createOscillator = () => ({
        frequency: { value: 0 },
        connect: <T>(node: T): T => node,
        start: playNote,
        stop: () => undefined,
      });
      createGain = () => ({
        gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
        connect: () => undefined,
      });
      close = async (): Promise<void> => {
        end();
        await Promise.resolve();
        refuse('silence');
      };
    }
    const window = {
      document: tab.document,
      navigator: { userActivation: { hasBeenActive: this.wasUsed } },
      Notification,
      AudioContext,
      focus: () => (this.focused += 1),
    };
    // Only what the alert uses; the type of a whole window has far more.
    return window as unknown as Window & typeof globalThis;
  }
}

class FakeNotice {
  isOpen = true;
  onclick: (() => void) | null = null;

  constructor(readonly words: string) {}

  close(): void {
    this.isOpen = false;
  }
}
