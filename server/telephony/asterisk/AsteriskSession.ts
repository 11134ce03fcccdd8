import { CommandFault } from '../../calls/CommandFault';
import type { Clock } from '../../system/Clock';
import { AmiFault, type Ami, type AmiListener } from './ami/Ami';
import type { AmiMessage } from './ami/AmiMessage';
import { askHolds } from './askHolds';
import { statusAction } from './tracking/readStatus';
import type { CallTracker } from './tracking/CallTracker';
import type { EventWaiter } from './EventWaiter';
import { QueueLook } from './QueueLook';

/** Pause before `Status` is sent again after it was refused, ms. */
const ASK_AGAIN_MS = 5_000;

/** Callbacks of a session. */
export interface AsteriskSessionListener {
  /** True: connected, and all calls are known. False: the connection is lost. */
  link(isUp: boolean): void;
  /** The connection was lost or could not be made, or `Status` failed. */
  fault(cause: unknown): void;
  /** An event was handled, so open calls may have changed. */
  eventHandled(): void;
}

/**
 * The connection to Asterisk as the driver uses it.
 *
 * ```
 *   down ──up──▶ asking ──all channels read──▶ up          asking ──refused──▶ asking, after a pause
 *                asking ──more events came meanwhile than can be buffered──▶ asking, at once
 *   asking, up ──down──▶ down
 * ```
 */
type State =
  | { readonly type: 'down' }
  | { readonly type: 'asking'; readonly ami: Ami; readonly stop: () => void }
  | { readonly type: 'up'; readonly ami: Ami; readonly queues: QueueLook };

/** Resyncs the tracker with Asterisk after each reconnect, and passes events to it. */
export class AsteriskSession implements AmiListener {
  private state: State = { type: 'down' };

  constructor(
    private readonly tracker: CallTracker,
    private readonly events: EventWaiter,
    private readonly listener: AsteriskSessionListener,
    private readonly clock: Clock,
  ) {}

  /** The connection for commands. Fails with `TelephonyUnavailable` until all calls are known. */
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
    if (this.state.type === 'up') this.state.queues.handleEvent(event);
    this.listener.eventHandled();
  }

  down(cause: AmiFault): void {
    const was = this.state.type;
    this.close();
    this.tracker.lose();
    if (was === 'up') this.listener.link(false);
    this.listener.fault(cause);
  }

  /** Ends all waits and timers. */
  close(): void {
    this.events.close();
    if (this.state.type === 'asking') this.state.stop();
    if (this.state.type === 'up') this.state.queues.close();
    this.state = { type: 'down' };
  }

  private lookAtQueues(ami: Ami): QueueLook {
    return new QueueLook(ami, this.clock, (joined, members) => {
      this.tracker.handleEvent(joined, members);
      this.listener.eventHandled();
    });
  }

  /** Reads all channels. The tracker buffers the events since the answer has begun: it has what was before. */
  private requestStatus(ami: Ami): void {
    const asking: State = { type: 'asking', ami, stop: () => undefined };
    this.state = asking;
    this.tracker.beginResync();
    const listing = (): void => {
      if (this.state === asking) this.tracker.beginResync();
    };
    askChannels(ami, listing).then(
      ({ events, holds }) => {
        if (this.state !== asking) return;
        const isWhole = this.tracker.resync(events, holds);
        this.listener.eventHandled();
        if (!isWhole) {
          this.listener.fault(new AmiFault('eventsLost'));
          this.requestStatus(ami);
          return;
        }
        this.state = { type: 'up', ami, queues: this.lookAtQueues(ami) };
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

/** @param listing called when the list of channels begins */
async function askChannels(
  ami: Ami,
  listing: () => void,
): Promise<{
  readonly events: readonly AmiMessage[];
  readonly holds: ReadonlyMap<string, boolean>;
}> {
  const { events } = await ami.send(statusAction, listing);
  return { events, holds: await askHolds(ami, events) };
}
