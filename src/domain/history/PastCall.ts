import type { Party } from '../calls/Call';

/** How an ended call ended. `elsewhere`: only the agent's phone rang, and somebody else had the call. */
export const pastOutcomes = [
  'answered',
  'missed',
  'busy',
  'noAnswer',
  'rejected',
  'failed',
  'elsewhere',
] as const;

/** An ended call of the company, as far as the agent may see it. */
export interface PastCall {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly party: Party;
  /** Queue or line that the client dialled. */
  readonly via: string | null;
  /** Who had the call last; null: no agent, or it is not said. */
  readonly agent: { readonly name: string; readonly isMe: boolean } | null;
  /** ms since 1970 by the backend's clock */
  readonly at: number;
  readonly talkSeconds: number;
  readonly outcome: (typeof pastOutcomes)[number];
  readonly note: {
    readonly texts: readonly { readonly name: string; readonly text: string }[];
    /** What the company calls the call's end; null: nothing was chosen. */
    readonly outcome: string | null;
  } | null;
  readonly hasRecording: boolean;
}
