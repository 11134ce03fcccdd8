import * as v from 'valibot';
import { agentStatusSchema } from '../../../protocol/agentStatus';
import { failureReasons } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';

const caller = v.object({
  name: v.nullable(v.string()),
  contactId: v.nullable(v.string()),
  company: v.nullable(v.string()),
  responsible: v.nullable(v.string()),
  matches: v.array(v.object({ id: v.string(), name: v.string() })),
});

const messageSchema = v.variant('kind', [
  /** Asks the leader for a sign of life. `isNew`: the sender needs its news as well. */
  v.object({ kind: v.literal('probe'), isNew: v.boolean() }),
  /** The leader's answer to a probe that does not ask for its news. */
  v.object({ kind: v.literal('here') }),
  /** Asks the leader to poll at once: a command was accepted, but no report has confirmed it. */
  v.object({ kind: v.literal('refresh') }),
  /** The leader's state, sent after each answer or failure. */
  v.object({
    kind: v.literal('news'),
    /** Higher with each new leader; news with a lower term than the known one are ignored. */
    term: v.number(),
    methods: v.nullable(v.array(v.string())),
    status: v.nullable(agentStatusSchema),
    /** When the status came from the backend, ms since 1970 by this computer's clock. */
    heardAt: v.number(),
    /** Failure of the last request; null: it was answered. */
    failure: v.nullable(v.object({ reason: v.picklist(failureReasons), detail: v.string() })),
  }),
  /** The agent has dismissed a popup. `step`: key from `popupStep`. */
  v.object({ kind: v.literal('dismissed'), step: v.string() }),
  /** A caller was found or chosen. `key`: `callerKey` of the number. */
  v.object({ kind: v.literal('caller'), key: v.string(), caller }),
]);

/** A message between tabs. */
export type TabMessage = v.InferOutput<typeof messageSchema>;

/** The state of a leading tab, as it sends it to the others. */
export type TabNews = Extract<TabMessage, { kind: 'news' }>;

/**
 * Carries messages between the tabs of one user on one computer, until the scope closes. Invalid messages are ignored.
 */
export class TabChannel {
  private readonly listeners = new Set<(message: TabMessage) => void>();

  constructor(
    private readonly channel: BroadcastChannel,
    scope: Scope,
  ) {
    scope.listen(channel, 'message', (event) => {
      const parsed = v.safeParse(messageSchema, event instanceof MessageEvent ? event.data : null);
      if (parsed.success) for (const listener of this.listeners) listener(parsed.output);
    });
    scope.onClose(() => {
      this.listeners.clear();
      channel.close();
    });
  }

  /** Calls `listener` with each message of another tab, until the scope closes. */
  listen(listener: (message: TabMessage) => void): void {
    this.listeners.add(listener);
  }

  /** Sends a message to all other tabs. */
  post(message: TabMessage): void {
    this.channel.postMessage(message);
  }
}
