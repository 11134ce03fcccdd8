import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';
import type { App } from '../../../server/App';
import { createApp } from '../../../server/createApp';
import { parseConfiguration } from '../../../server/config/Configuration';
import type { Simulator } from '../../../server/telephony/simulator/Simulator';
import { simulatorOf } from '../../../server/telephony/simulator/simulatorOf';
import type { OneClock } from './OneClock';

const KEY = 'a-secret-key-of-the-test';

/** Anna has all the tabs; Boris is the colleague. */
export const ANNA = '101';
export const BORIS = '102';

const CONFIGURATION = parseConfiguration({
  secretKeys: [KEY],
  path: '/asterisk_ng',
  agents: [
    { email: 'anna@example.com', amouserId: 1, extension: ANNA, name: 'Анна Смирнова' },
    { email: 'boris@example.com', amouserId: 2, extension: BORIS, name: 'Борис Орлов' },
  ],
  contacts: [{ name: 'Иван Петров', phone: '+79101234567', contactId: '1001' }],
  telephony: { driver: 'simulator' },
});

/** The machine on which the real backend runs. Killed it loses everything, its calls too. */
export class Machine {
  /** How often each command had each of its effects, in one life of the backend. */
  readonly effects = new Map<string, number>();
  private app: App | null = null;
  private lives = 0;
  /** Resolves `death`. */
  private die: () => void = () => undefined;
  private death: Promise<null> = Promise.resolve(null);
  /** Key of the command that is carried out. */
  private readonly cause = new AsyncLocalStorage<string>();

  constructor(
    private readonly clock: OneClock,
    /** How far its clock is ahead of the tabs', ms. */
    private readonly skewMs: number,
  ) {}

  /** The telephone system; null: dead. */
  get simulator(): Simulator | null {
    return this.app === null ? null : simulatorOf(this.app);
  }

  async start(): Promise<void> {
    if (this.app !== null) return;
    this.lives += 1;
    const ports = { clock: this.clock.ofBackend(this.skewMs), logger: pino({ level: 'silent' }) };
    const app = await createApp(CONFIGURATION, ports);
    const simulator = simulatorOf(app);
    if (simulator !== null) this.countEffects(simulator);
    await app.start();
    await app.http.ready();
    this.death = new Promise((resolve) => {
      this.die = () => {
        resolve(null);
      };
    });
    this.app = app;
  }

  async kill(): Promise<void> {
    const { app } = this;
    this.app = null;
    this.die();
    await app?.close();
  }

  /**
   * Text of the answer; null: the backend is dead, or has died meanwhile.
   * @param cause key of the command, or another name that only this request has
   */
  async ask(json: string, cause: string): Promise<string | null> {
    const { app } = this;
    if (app === null) return null;
    this.clock.stir();
    const answer = this.cause.run(cause, async () => {
      const { body } = await app.http.inject({
        method: 'POST',
        url: `/asterisk_ng?secret_key=${KEY}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ json }).toString(),
      });
      return body;
    });
    return Promise.race([answer, this.death]);
  }

  private countEffects(simulator: Simulator): void {
    const run = simulator.run.bind(simulator);
    simulator.run = async (extension, command) => {
      await run(extension, command);
      const cause = this.cause.getStore();
      if (cause === undefined) return;
      const effect = `life ${this.lives}, ${cause}: ${extension} ${JSON.stringify(command)}`;
      this.effects.set(effect, (this.effects.get(effect) ?? 0) + 1);
    };
  }
}
