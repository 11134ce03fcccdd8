/**
 * A client who waits for the company's call: who called in vain, or was promised a call. Times are ms since 1970 by the backend's
 * clock. Names are null where the agent may not know them.
 */
export type MissedClient = {
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  /** amoCRM's id of the contact, digits. */
  readonly contactId: string | null;
  readonly company: string | null;
  readonly responsible: string | null;
  /** Queue or line of the last call. */
  readonly via: string | null;
  /** Calls in vain; 0: there was none. */
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** The agent's own phone rang. */
  readonly isMine: boolean;
  /** Call-backs that the client has not answered. */
  readonly attempts: { readonly count: number; readonly name: string | null; readonly at: number } | null;
  /** A call was promised for this time. */
  readonly promised: { readonly at: number; readonly name: string | null; readonly isMe: boolean } | null;
} & (
  | { readonly phase: 'waiting' }
  /** Others can neither take nor call the client. */
  | { readonly phase: 'taken'; readonly by: string | null; readonly isMe: boolean }
  | { readonly phase: 'talked'; readonly by: string | null; readonly talkedAt: number }
);

/** Is it the agent's turn to call: no colleague has talked with the client or is about to call, and a promised time has come? */
export function isOpen(client: MissedClient, now: number): boolean {
  const isFree = client.phase === 'waiting' || (client.phase === 'taken' && client.isMe);
  return isFree && (client.count > 0 || client.promised === null || client.promised.at <= now);
}
