import { CommandFault } from '../../calls/CommandFault';
import type { Clock } from '../../system/Clock';
import { AmiFault, type Ami, type AmiListener } from './ami/Ami';
import type { AmiMessage } from './ami/AmiMessage';
import { statusAction } from './tracking/readStatus';
import type { CallTracker } from './tracking/CallTracker';
import type { EventWaiter } from './EventWaiter';

/** Asterisk would not tell its channels: asked again after so long, ms. */
const ASK_AGAIN_MS = 5_000;

/** What the session tells of itself. */
export interface AsteriskSessionListener {
  /** Asterisk is there and its calls are known, or it is lost. */
  link(isUp: boolean): void;
  /** The connection was lost or could not be made, or Asterisk would not tell its calls. */
  fault(cause: unknown): void;
  /** Something was heard: open calls may have changed. */
  eventHandled(): void;
}

/**
 * The connection to Asterisk as the driver uses it.
 *
 * ```
 *   down ──up──▶ asking ──all channels told──▶ up          asking ──refused──▶ asking, after a while
 *                asking ──more events came meanwhile than can be kept──▶ asking, at once
 *   asking, up ──down──▶ down
 * ```
 */
type State =
  | { readonly type: 'down' }
  | { readonly type: 'asking'; readonly ami: Ami; readonly stop: () => void }
  | { readonly type: 'up'; readonly ami: Ami };

/** Keeps the tracker in step with Asterisk over all losses of the connection. */
export class AsteriskSession implements AmiListener {
  private state: State = { type: 'down' };

  constructor(
    private readonly tracker: CallTracker,
    private readonly events: EventWaiter,
    private readonly listener: AsteriskSessionListener,
    private readonly clock: Clock,
  ) {}

  /** Where commands go. Fails with `TelephonyUnavailable` as long as calls are not known. */
  get ami(): Ami {
    if (this.state.type !== 'up') throw new CommandFault('TelephonyUnavailable');
    return this.state.ami;
  }

  up(ami: Ami): void {
    this.requestStatus(ami);
  }

  event(event: AmiMessage): void {
    this.tracker.handleEvent(event);
    this.events.handleEvent(event);
    this.listener.eventHandled();
  }

  down(cause: AmiFault): void {
    const was = this.state.type;
    this.close();
    if (was === 'up') this.listener.link(false);
    this.listener.fault(cause);
  }

  /** Ends all that waits. */
  close(): void {
    this.events.close();
    if (this.state.type === 'asking') this.state.stop();
    this.state = { type: 'down' };
  }

  /** Events that come while Asterisk is asked wait for its answer. */
  private requestStatus(ami: Ami): void {
    const asking: State = { type: 'asking', ami, stop: () => undefined };
    this.state = asking;
    this.tracker.beginResync();
    ami.send(statusAction).then(
      ({ events }) => {
        if (this.state !== asking) return;
        const isWhole = this.tracker.resync(events);
        this.listener.eventHandled();
        if (!isWhole) {
          this.listener.fault(new AmiFault('eventsLost'));
          this.requestStatus(ami);
          return;
        }
        this.state = { type: 'up', ami };
        this.listener.link(true);
      },
      (cause: unknown) => {
        if (this.state !== asking) return;
        this.listener.fault(cause);
        const stop = this.clock.after(ASK_AGAIN_MS, () => this.requestStatus(ami));
        this.state = { type: 'asking', ami, stop };
      },
    );
  }
}
