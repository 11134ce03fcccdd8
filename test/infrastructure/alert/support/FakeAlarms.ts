import type { FakeTab } from '../../../support/FakeTab';

/** What a tab's window has to be heard and seen while it is hidden. */
export class FakeAlarms {
  permission: NotificationPermission = 'granted';
  /** Has the page been used, so that it may make a sound? */
  wasUsed = true;
  /** How often it has rung. */
  rings = 0;
  focused = 0;
  /** What the browser refuses by throwing. */
  refuses: 'nothing' | 'notifications' | 'sound' | 'silence' = 'nothing';
  private readonly notices: FakeNotice[] = [];
  private playing = 0;

  /** Notifications on screen. */
  get shown(): string[] {
    return this.notices.filter(({ isOpen }) => isOpen).map(({ words }) => words);
  }

  /** Is the sound let go of? */
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
    const strike = (): void => {
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
        start: strike,
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
    // A window has a thousand parts more that the alert does not know.
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
