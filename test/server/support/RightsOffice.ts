import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeTimer } from '../../support/FakeTimer';
import { PATIENCE_MS } from '../../support/patience';
import { FakeAmo } from './amo/FakeAmo';
import { amoRights, type SomeRights } from './amo/amoRights';
import { TOKEN } from './amo/GrantOffice';
import { amoToken, identitySection } from './amoToken';
import { TestBackend, turn, type FullStatus } from './startBackend';

/** Users of each kind, by extension; 110 is an agent whom amoCRM does not know, 111 one whose rights are not told. */
const KINDS: Readonly<Record<string, SomeRights>> = {
  '101': { is_admin: true, contacts: 'D' },
  '102': { contacts: 'A', companies: 'A' },
  '103': { contacts: 'G', companies: 'D', group_id: 7 },
  '104': { contacts: 'M', group_id: 7 },
  '105': { contacts: 'D', group_id: 7 },
  '106': { is_admin: true, is_active: false },
};

/** How long the client rings, ms. */
const GIVES_UP_MS = 60_000;

/** Small, so that on a busy machine the store has closed before the time limit of a step of closing has passed. */
const CLOSING_STEP_MS = 5;

const idOf = (extension: string): number => Number(extension) - 100;

/** The name in the last call. */
export const inCall = ({ calls }: FullStatus): unknown => calls.at(-1)?.contact_name;

/** A backend whose agents are users of each kind in a fake amoCRM. */
export class RightsOffice {
  readonly agents = [...Object.keys(KINDS), '110', '111'];
  /** Those of them who may use telephony: amoCRM has them, and they are not switched off. */
  readonly extensions = this.agents.filter((extension) => extension !== '106' && extension !== '110');
  readonly number = '+79991112233';
  readonly amo: FakeAmo;
  readonly folder = mkdtempSync(join(tmpdir(), 'asteriskng-rights-'));
  private readonly timer = new FakeTimer();
  private running: TestBackend | null = null;

  private constructor() {
    this.amo = new FakeAmo(this.timer);
    const known = this.agents.filter((extension) => extension !== '110');
    const users = known.map((extension) => ({
      id: idOf(extension),
      name: `Пользователь ${extension}`,
      email: `u${extension}@example.com`,
      ...(KINDS[extension] && { rights: amoRights(KINDS[extension]) }),
    }));
    this.amo.account.users.splice(0, Infinity, ...users);
  }

  static async open(): Promise<RightsOffice> {
    const office = RightsOffice.prepare();
    await office.start();
    return office;
  }

  /** One whose backend the test starts itself. */
  static prepare(): RightsOffice {
    return new RightsOffice();
  }

  get backend(): TestBackend {
    if (this.running === null) throw new Error('it was not started');
    return this.running;
  }

  /** @param amocrm more settings of amoCRM @param more sections of the settings */
  async start(identity: object = identitySection, amocrm: object = {}, more: object = {}): Promise<void> {
    this.running = await TestBackend.start(
      {
        identity: identity as typeof identitySection,
        agents: this.agents.map((extension) => ({
          email: `u${extension}@example.com`,
          amouserId: idOf(extension),
          extension,
          name: `Оператор ${extension}`,
        })),
        contacts: [],
        amocrm: {
          address: await this.amo.listen(),
          token: TOKEN,
          calls: { outbox: join(this.folder, 'outbox') },
          ...amocrm,
        },
        ...more,
      },
      this.timer,
    );
  }

  /** Stops the backend; what its store has stays. */
  async stop(): Promise<void> {
    try {
      if (this.running !== null) await this.inTime(this.running.app.close(), CLOSING_STEP_MS);
    } finally {
      await this.amo.close();
    }
  }

  /** Restarts it without a list of users: none is kept, and amoCRM refuses to give it so many times. */
  async restartUnread(times: number): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
    this.amo.fail(/GET \/api\/v4\/users/, { status: 403 }, times);
    await this.start();
    await this.untilRights('failing');
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Headers of the agent's widget that prove nothing. */
  claimed(extension: string): object {
    return {
      amouser_email: `u${extension}@example.com`,
      amouser_id: idOf(extension),
      widget_version: '1.1.0',
    };
  }

  /** Headers of the agent's widget, with a session that has just been opened. */
  async proven(extension: string): Promise<object> {
    return { ...this.claimed(extension), ...((await this.openSession(extension)) as object) };
  }

  /** The session, or the reason why there is none. */
  openSession(extension: string): Promise<unknown> {
    const token = amoToken(this.timer.now(), { user_id: idOf(extension) });
    return this.backend.call('open_session', { token }, this.claimed(extension));
  }

  async statusOf(extension: string): Promise<FullStatus> {
    return this.backend.fullStatus(await this.proven(extension));
  }

  /** Who of the agents sees this of the status. */
  async whoSees(what: (status: FullStatus) => unknown): Promise<string[]> {
    const seen: string[] = [];
    for (const extension of this.extensions) if (what(await this.statusOf(extension))) seen.push(extension);
    return seen;
  }

  async health(): Promise<{ status: string; rights?: { state: string; code?: string } }> {
    return (await this.backend.app.http.inject('/health')).json();
  }

  untilRights(state: string): Promise<void> {
    return this.until(async () => (await this.health()).rights?.state === state);
  }

  /** A client's call rings at all agents. */
  incoming(): void {
    const how = { answersItself: false, givesUpMs: GIVES_UP_MS };
    this.backend.app.simulator.incoming(this.number, this.agents, how);
  }

  /** The client rings at all agents; resolves once the administrator sees who it is. */
  async ring(): Promise<void> {
    this.incoming();
    await this.until(async () => typeof inCall(await this.statusOf('101')) === 'string');
  }

  /** Lets time pass until all cards are in the index. */
  untilIndexed(): Promise<void> {
    return this.passUntil(async () => {
      const { index } = (await this.health()) as { index?: { state: string; age_seconds: number | null } };
      return index?.state === 'filled' && index.age_seconds !== null;
    });
  }

  /** Lets the backend's time pass until it is so. */
  passUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
    return this.until(async () => {
      if (await condition()) return true;
      await this.backend.timer.pass(200);
      return false;
    });
  }

  /**
   * Lets the backend's time pass until it has answered: amoCRM may have to be asked for it, and takes some requests a second.
   * What is on its way to amoCRM arrives before, so that no time limit ends it.
   * @param step time that passes at once, ms
   */
  async inTime<Answer>(answer: Promise<Answer>, step = 100): Promise<Answer> {
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    answer.then(end, end);
    await turn();
    await this.until(async () => {
      if (!isOver) await this.amo.roundTrip();
      if (!isOver) await this.timer.pass(step);
      return isOver;
    });
    return answer;
  }

  /** In real time, while the backend's clock stands still. */
  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!(await condition())) {
      if (performance.now() > end) throw new Error(`never: ${condition.toString()}`);
      await new Promise(setImmediate);
    }
  }
}
