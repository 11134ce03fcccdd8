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
  /** "Is a leader there?" `isNew`: the asker wants to know all that is known. */
  v.object({ kind: v.literal('probe'), isNew: v.boolean() }),
  v.object({ kind: v.literal('here') }),
  /** The backend has accepted a command and does not show its effect: the leader is to ask now. */
  v.object({ kind: v.literal('refresh') }),
  /** All that the leader knows. */
  v.object({
    kind: v.literal('news'),
    /** Grows with each new leader: what a former one says late does not count. */
    term: v.number(),
    methods: v.nullable(v.array(v.string())),
    status: v.nullable(agentStatusSchema),
    /** When the backend said it, ms since 1970 by this computer's clock. */
    heardAt: v.number(),
    /** How the last request failed; null: it went well. */
    failure: v.nullable(v.object({ reason: v.picklist(failureReasons), detail: v.string() })),
  }),
  /** A popup was sent away. */
  v.object({ kind: v.literal('dismissed'), step: v.string() }),
  /** Who has this number. */
  v.object({ kind: v.literal('caller'), key: v.string(), caller }),
]);

/** What tabs tell each other. */
export type TabMessage = v.InferOutput<typeof messageSchema>;

/** All that a leader knows. */
export type TabNews = Extract<TabMessage, { kind: 'news' }>;

/** The line between the tabs of one user on one computer. What is no message of ours is dropped. */
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

  listen(listener: (message: TabMessage) => void): void {
    this.listeners.add(listener);
  }

  /** Tells all other tabs. */
  post(message: TabMessage): void {
    this.channel.postMessage(message);
  }
}
