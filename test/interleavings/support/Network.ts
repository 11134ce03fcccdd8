import * as v from 'valibot';
import { PROXY_LIMIT_MS } from '../../../protocol/timing';
import { Failure } from '../../../src/domain/Failure';
import type { Transport } from '../../../src/infrastructure/rpc/Transport';
import type { FakeTab } from '../../support/FakeTab';
import type { Machine } from './Machine';
import type { OneClock } from './OneClock';
import { Weather } from './Weather';

const requestSchema = v.object({
  content: v.object({
    id: v.number(),
    method: v.string(),
    params: v.object({ command_id: v.optional(v.string()) }),
  }),
});
const HTML = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** A request under way. */
interface Asked {
  readonly json: string;
  readonly id: number;
  readonly method: string;
  /** Key of its command, or another name that only this request has. */
  readonly cause: string;
}

/** amoCRM's proxy and the network around it, as bad as the weather is. */
export class Network {
  weather = new Weather('calm', 0);
  /** Tabs that have polled since this was last emptied. */
  readonly pollers = new Set<string>();
  /** Answers of each method, the oldest first. */
  private readonly answers = new Map<string, string[]>();

  constructor(
    private readonly clock: OneClock,
    private readonly machine: Machine,
  ) {}

  /** The way from a tab to the backend. An answer for a frozen tab waits for its thaw. @param name of the tab */
  wayOf(tab: FakeTab, name: string): Transport {
    return ({ json, kind }) => {
      if (kind === 'poll') this.pollers.add(name);
      const { id, method, params } = v.parse(requestSchema, JSON.parse(json)).content;
      const cause = params.command_id ?? `${name}, request ${id}`;
      return new Promise((resolve, reject) => {
        const answered = this.carry({ json, id, method, cause });
        answered.then(
          (answer) => {
            tab.run(() => {
              resolve(answer);
            });
          },
          (failure: unknown) => {
            tab.run(() => {
              reject(Failure.from(failure));
            });
          },
        );
      });
    };
  }

  private async carry(asked: Asked): Promise<string> {
    const fate = this.weather.next();
    const limit = this.wait(PROXY_LIMIT_MS).then(() => HTML);
    await this.wait(this.weather.latencyMs());
    if (fate.kind === 'dropped') throw new Failure('unreachable');
    const answer = Promise.race([this.askAndReturn(asked, fate.kind === 'late' ? fate.ms : 0), limit]);
    if (fate.kind === 'doubled') void this.askAndReturn(asked, fate.againAfterMs);
    switch (fate.kind) {
      case 'answerDropped':
        await answer;
        throw new Failure('unreachable');
      case 'answerLate':
        return Promise.race([answer.then((text) => this.wait(fate.ms).then(() => text)), limit]);
      case 'stale': {
        const older = this.older(asked);
        const own = await answer;
        return older ?? own;
      }
      case 'html':
        await answer;
        return HTML;
      default:
        return answer;
    }
  }

  private async askAndReturn({ json, cause, method }: Asked, lateMs: number): Promise<string> {
    if (lateMs > 0) await this.wait(lateMs);
    const text = await this.machine.ask(json, cause);
    await this.wait(this.weather.latencyMs());
    if (text !== null) this.answers.set(method, [...(this.answers.get(method) ?? []), text].slice(-8));
    return text ?? HTML;
  }

  /** An older answer to the same method, with the id of this request; null: there is none. */
  private older({ method, id }: Asked): string | null {
    const [oldest] = this.answers.get(method) ?? [];
    return oldest?.replace(/"id":\s*\d+/, `"id":${id}`) ?? null;
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(ms, resolve);
    });
  }
}
