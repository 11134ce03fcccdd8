import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Clock } from '../system/Clock';
import { readJson } from '../system/readJson';
import { reasonOf } from './reasonOf';
import type { RedisLink } from './RedisLink';
import type { RedisKeys } from './RedisKeys';
import type { ClusterLogger } from './ClusterLogger';
import { LogLine } from '../system/LogLine';
import { clusterLog, errandMessages } from './messages';
import { sameInAll, type Message } from '../system/Message';

/** Time limit of an errand, ms. */
const ERRAND_MS = 5_000;

const messageSchema = v.variant('type', [
  v.object({ type: v.literal('ask'), id: v.string(), from: v.string(), text: v.string() }),
  v.object({ type: v.literal('done'), id: v.string(), text: v.string() }),
  v.object({ type: v.literal('failed'), id: v.string(), reason: v.string() }),
]);

/** An errand failed; `text` is the reason for the administrator. */
export class ErrandFault extends Error {
  override readonly name = 'ErrandFault';

  constructor(readonly text: Message) {
    super(text.en);
  }
}

/** What the relay needs from its backend. */
export interface ErrandRelayOptions {
  readonly backendId: string;
  readonly isLeading: () => boolean;
  /** The backend that leads; null: none is known. */
  readonly leaderId: () => string | null;
  /** Runs an errand on this backend; order and answer are texts. */
  readonly runErrand: (text: string) => Promise<string>;
}

interface Pending {
  readonly done: (text: string) => void;
  readonly fail: (why: Message) => void;
}

/** Runs an administrator's errand on the backend that leads. An errand without an answer is not repeated. */
export class ErrandRelay {
  private readonly pending = new Map<string, Pending>();

  constructor(
    private readonly options: ErrandRelayOptions,
    private readonly link: RedisLink,
    private readonly keys: RedisKeys,
    private readonly clock: Clock,
    private readonly log: ClusterLogger,
  ) {}

  /** The leader's answer. Fails with an `ErrandFault`, or as the errand does where this backend leads. */
  async runOnLeader(text: string): Promise<string> {
    if (this.options.isLeading()) return this.options.runErrand(text);
    const leader = this.options.leaderId();
    if (leader === null || leader === this.options.backendId) throw new ErrandFault(errandMessages.noLeader);
    const id = randomUUID();
    const answer = this.waitFor(id, leader);
    const ask = { type: 'ask', id, from: this.options.backendId, text };
    const heard = await this.link.publish(this.keys.errands(leader), JSON.stringify(ask)).catch(() => 0);
    if (heard === 0) this.pending.get(id)?.fail(errandMessages.unreachable(leader));
    return answer;
  }

  /** Handles a message from another backend. */
  receive(text: string): void {
    const message = readJson(messageSchema, text);
    if (message === null) this.log.warn(new LogLine(clusterLog.messageUnreadable));
    else if (message.type === 'ask') void this.answer(message.id, message.from, message.text);
    else if (message.type === 'done') this.pending.get(message.id)?.done(message.text);
    else this.pending.get(message.id)?.fail(sameInAll(message.reason));
  }

  /** Fails all pending errands. */
  close(): void {
    for (const { fail } of [...this.pending.values()]) fail(errandMessages.stopping);
  }

  private waitFor(id: string, leader: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: Message): void => {
        end();
        reject(new ErrandFault(why));
      };
      const stop = this.clock.after(ERRAND_MS, () => fail(errandMessages.silent(leader)));
      const end = (): void => {
        stop();
        this.pending.delete(id);
      };
      const done = (text: string): void => {
        end();
        resolve(text);
      };
      this.pending.set(id, { done, fail });
    });
  }

  private async answer(id: string, from: string, text: string): Promise<void> {
    // A backend that no longer leads does not answer; the sender's time limit reports that.
    if (!this.options.isLeading()) return;
    const said = await this.options.runErrand(text).then(
      (answer) => ({ type: 'done', id, text: answer }),
      (error: unknown) => ({ type: 'failed', id, reason: reasonOf(error) }),
    );
    await this.link.publish(this.keys.errands(from), JSON.stringify(said)).catch(() => undefined);
  }
}
