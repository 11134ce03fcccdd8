import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Clock } from '../system/Clock';
import { readJson } from './pictureSchema';
import { reasonOf } from './reasonOf';
import type { RedisLink } from './RedisLink';
import type { StoreKeys } from './StoreKeys';
import type { StoreLog } from './StoreLog';
import { LogLine } from '../system/LogLine';
import { clusterLog, errandMessages } from './messages';
import { sameInAll, type Message } from '../system/Message';

/** An errand takes so long at most, ms. */
export const ERRAND_MS = 5_000;

const messageSchema = v.variant('type', [
  v.object({ type: v.literal('ask'), id: v.string(), from: v.string(), text: v.string() }),
  v.object({ type: v.literal('done'), id: v.string(), text: v.string() }),
  v.object({ type: v.literal('failed'), id: v.string(), reason: v.string() }),
]);

/** An errand that was not carried out; its text says why, for an administrator. */
export class ErrandFault extends Error {
  override readonly name = 'ErrandFault';

  constructor(readonly text: Message) {
    super(text.en);
  }
}

/** What the relay has to know of its backend. */
export interface ErrandHouse {
  readonly backendId: string;
  readonly isLeading: () => boolean;
  /** The backend that leads; null: none is known. */
  readonly leaderId: () => string | null;
  /** Carries an errand out here: a text there, a text back. */
  readonly run: (text: string) => Promise<string>;
}

interface Pending {
  readonly done: (text: string) => void;
  readonly fail: (why: Message) => void;
}

/** Takes an administrator's errand to the backend that leads, and its answer back. One that is lost is not repeated. */
export class ErrandRelay {
  private readonly pending = new Map<string, Pending>();

  constructor(
    private readonly house: ErrandHouse,
    private readonly link: RedisLink,
    private readonly keys: StoreKeys,
    private readonly clock: Clock,
    private readonly log: StoreLog,
  ) {}

  /** The leader's answer. Fails with an `ErrandFault`, or as the errand does where this backend leads. */
  async ask(text: string): Promise<string> {
    if (this.house.isLeading()) return this.house.run(text);
    const leader = this.house.leaderId();
    if (leader === null || leader === this.house.backendId) throw new ErrandFault(errandMessages.noLeader);
    const id = randomUUID();
    const answer = this.waitFor(id, leader);
    const ask = { type: 'ask', id, from: this.house.backendId, text };
    const heard = await this.link.publish(this.keys.errands(leader), JSON.stringify(ask)).catch(() => 0);
    if (heard === 0) this.pending.get(id)?.fail(errandMessages.unreachable(leader));
    return answer;
  }

  /** Takes a message that another backend has sent to this one. */
  take(text: string): void {
    const message = readJson(messageSchema, text);
    if (message === null) this.log.warn(new LogLine(clusterLog.messageUnreadable));
    else if (message.type === 'ask') void this.answer(message.id, message.from, message.text);
    else if (message.type === 'done') this.pending.get(message.id)?.done(message.text);
    else this.pending.get(message.id)?.fail(sameInAll(message.reason));
  }

  /** Ends all that is on its way. */
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
    // The asker hears nothing from one that does not lead any more, and says so.
    if (!this.house.isLeading()) return;
    const said = await this.house.run(text).then(
      (answer) => ({ type: 'done', id, text: answer }),
      (error: unknown) => ({ type: 'failed', id, reason: reasonOf(error) }),
    );
    await this.link.publish(this.keys.errands(from), JSON.stringify(said)).catch(() => undefined);
  }
}
