import * as v from 'valibot';
import { failureReasons } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';

const messageSchema = v.variant('kind', [
  /** A tab needs a session. `ended`: the token that it has used up; null: it has none. */
  v.object({ kind: v.literal('wanted'), ended: v.nullable(v.string()) }),
  /** The leading tab's session. */
  v.object({
    kind: v.literal('opened'),
    session: v.object({
      token: v.string(),
      endsAt: v.number(),
      noAgent: v.nullable(
        v.object({ reason: v.picklist(['noExtension', 'usersUnread']), ask: v.nullable(v.string()) }),
      ),
    }),
  }),
  /** The leading tab's exchange has failed. */
  v.object({ kind: v.literal('failed'), reason: v.picklist(failureReasons), detail: v.string() }),
]);

/** A message on the proof of the user between tabs. */
export type ProofMessage = v.InferOutput<typeof messageSchema>;

/**
 * Carries sessions between the tabs of one user on one computer, until the scope closes. It is a channel beside that of
 * `TabChannel`, so that only accounts which prove their users load its code. Invalid messages are ignored.
 */
export class ProofChannel {
  constructor(
    private readonly channel: BroadcastChannel,
    private readonly scope: Scope,
  ) {
    scope.onClose(() => {
      channel.close();
    });
  }

  /** Calls `listener` with each message of another tab, until the scope closes. */
  listen(listener: (message: ProofMessage) => void): void {
    this.scope.listen(this.channel, 'message', (event) => {
      const parsed = v.safeParse(messageSchema, event instanceof MessageEvent ? event.data : null);
      if (parsed.success) listener(parsed.output);
    });
  }

  /** Sends a message to all other tabs. */
  post(message: ProofMessage): void {
    if (!this.scope.closed) this.channel.postMessage(message);
  }
}
