import type { Clock } from '../../system/Clock';
import type { Ami } from './ami/Ami';
import type { AmiMessage } from './ami/AmiMessage';
import { queueStatusAction } from './tracking/absentMembers';

/** Pause between two looks at one queue, ms. */
const PAUSE_MS = 1_000;
/** Queues that are looked at in this time, and callers of one queue who wait for the next look. */
const MOST_QUEUES = 200;
const MOST_CALLERS = 200;

/**
 * Reads the members of a queue when a caller joins it, so that the journal says why an agent's phone was not tried: of a
 * member who is paused or not registered Asterisk sends no event. Owns a timer for each queue; made for one connection.
 *
 * ```
 *   (not looked at) ──a caller joins──▶ asking ──answer or refusal──▶ pausing ──no one joined──▶ (not looked at)
 *                                         ▲                              │
 *                                         └───── callers have joined ────┘
 * ```
 */
export class QueueLook {
  /** By queue that is asked or paused: the callers who have joined meanwhile. */
  private readonly waiting = new Map<string, AmiMessage[]>();
  private readonly timers = new Map<string, () => void>();
  private isClosed = false;

  constructor(
    private readonly ami: Pick<Ami, 'send'>,
    private readonly clock: Clock,
    /** Called with the event of the caller who joined, and the queue's members. */
    private readonly seen: (joined: AmiMessage, members: readonly AmiMessage[]) => void,
  ) {}

  /** Handles an event of Asterisk. */
  handleEvent(event: AmiMessage): void {
    const { Event, Queue } = event;
    if (Event !== 'QueueCallerJoin' || Queue === undefined) return;
    const waiting = this.waiting.get(Queue);
    if (waiting !== undefined) {
      if (waiting.length < MOST_CALLERS) waiting.push(event);
    } else if (this.waiting.size < MOST_QUEUES) this.ask(Queue, [event]);
  }

  close(): void {
    this.isClosed = true;
    for (const stop of this.timers.values()) stop();
    this.timers.clear();
    this.waiting.clear();
  }

  private ask(queue: string, joined: readonly AmiMessage[]): void {
    this.waiting.set(queue, []);
    this.ami.send(queueStatusAction(queue)).then(
      ({ events }) => {
        if (this.isClosed) return;
        for (const event of joined) this.seen(event, events);
        this.pause(queue);
      },
      // Without the module app_queue, or the right to see queues, there is nothing to note.
      () => this.pause(queue),
    );
  }

  private pause(queue: string): void {
    if (this.isClosed) return;
    const next = (): void => {
      this.timers.delete(queue);
      const joined = this.waiting.get(queue) ?? [];
      if (joined.length === 0) this.waiting.delete(queue);
      else this.ask(queue, joined);
    };
    this.timers.set(queue, this.clock.after(PAUSE_MS, next));
  }
}
