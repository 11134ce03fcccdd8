import type { CallEvent } from '../../../calls/CallEvent';

/** An event to report to an agent. */
export interface AgentEvent {
  readonly extension: string;
  readonly event: CallEvent;
}
