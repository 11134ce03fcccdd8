import type { CallEvent } from '../calls/CallEvent';
import type { AgentCall } from '../calls/AgentCall';
import type { Clock } from '../system/Clock';

/** What the watch needs. */
export interface TalkWatchOptions {
  /** The agent's calls, as they are after the event. */
  readonly callsOf: (extension: string) => readonly AgentCall[];
  readonly clock: Clock;
  /** A talk counts from this length on, ms. */
  readonly talkMs: number;
  /** An agent has talked with the number of one call for `talkMs`, and still does. */
  readonly onTalk: (extension: string, number: string) => void;
  /** An agent calls the number. */
  readonly onDial: (extension: string, number: string) => void;
  /** A call to the number that the agent has made is over. */
  readonly onDialOver: (extension: string, number: string) => void;
}

/** Says while a call is under way that agent and client really talk. Owns a timer for each talk that has just begun. */
export class TalkWatch {
  private readonly stops = new Map<string, () => void>();

  constructor(private readonly options: TalkWatchOptions) {}

  call(extension: string, event: CallEvent): void {
    const key = `${extension} ${event.id}`;
    switch (event.type) {
      case 'began':
        if (event.phase === 'dialing' && event.direction === 'outbound')
          this.options.onDial(extension, event.number);
        return;
      case 'answered':
      case 'connected':
        this.stop(key);
        this.watch(key, extension, event.id);
        return;
      case 'ended':
        this.stop(key);
        this.dialOver(extension, event.id);
        return;
      default:
        return;
    }
  }

  close(): void {
    for (const key of [...this.stops.keys()]) this.stop(key);
  }

  private dialOver(extension: string, id: string): void {
    const call = this.options.callsOf(extension).find((one) => one.id === id);
    if (call?.direction === 'outbound') this.options.onDialOver(extension, call.party.number);
  }

  private watch(key: string, extension: string, id: string): void {
    const number = this.clientOf(extension, id);
    if (number === null) return;
    const { clock, talkMs, onTalk } = this.options;
    this.stops.set(
      key,
      clock.after(talkMs, () => {
        this.stops.delete(key);
        // The call may have been handed over to another party meanwhile.
        if (this.clientOf(extension, id) === number) onTalk(extension, number);
      }),
    );
  }

  /** Number of the outside party that the agent talks with in the call; null: there is none. */
  private clientOf(extension: string, id: string): string | null {
    const call = this.options.callsOf(extension).find((one) => one.id === id);
    return call?.phase === 'talking' && call.direction !== 'internal' ? call.party.number : null;
  }

  private stop(key: string): void {
    this.stops.get(key)?.();
    this.stops.delete(key);
  }
}
