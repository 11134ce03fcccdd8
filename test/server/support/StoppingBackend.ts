import type { App } from '../../../server/App';
import { parseConfiguration, type Configuration } from '../../../server/config/Configuration';
import { createApp } from '../../../server/createApp';
import { createLogger } from '../../../server/http/createLogger';
import type { Clock } from '../../../server/system/Clock';
import { Simulator } from '../../../server/telephony/simulator/Simulator';
import { FakeTimer } from '../../support/FakeTimer';
import { eventually } from './eventually';
import { anna, KEY } from './startBackend';

/** A telephone system that runs a callback when the backend disconnects from it. */
class LeftTelephony extends Simulator {
  constructor(
    { telephony }: Configuration,
    clock: Clock,
    private readonly onLeave: () => Promise<void>,
  ) {
    if (telephony.driver !== 'simulator') throw new Error('the telephone system is no simulator');
    super(new Set(['101']), telephony, clock);
  }

  override async close(): Promise<void> {
    await super.close();
    await this.onLeave();
  }
}

/** A listening backend whose order of stopping is recorded. */
export class StoppingBackend {
  private constructor(
    private readonly app: App,
    private readonly address: string,
    readonly telephony: Simulator,
    readonly log: string[],
  ) {}

  /**
   * @param more of the configuration
   * @param onLeave called when it disconnects from the telephone system
   */
  static async start(
    more: object,
    onLeave: () => Promise<void>,
    clock: Clock = new FakeTimer(),
  ): Promise<StoppingBackend> {
    const log: string[] = [];
    const configuration = parseConfiguration({
      secretKeys: [KEY],
      agents: [{ email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Анна' }],
      telephony: { driver: 'simulator' },
      ...more,
    });
    const logger = createLogger('info', { write: (line: string) => void log.push(line) });
    const telephony = new LeftTelephony(configuration, clock, onLeave);
    const app = await createApp(configuration, { clock, logger, telephony });
    await app.start();
    // Fastify waits for requests on a real connection, and for no others.
    const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
    return new StoppingBackend(app, address, telephony, log);
  }

  /**
   * Sends a poll; resolves once it waits.
   * @param onAnswer called when the whole answer is sent; the client, in this same process, reads it a little later
   */
  async holdPoll(onAnswer: () => void): Promise<{ readonly answer: Promise<unknown> }> {
    const current = await this.status(null);
    this.app.http.server.once('request', (_request, response) => response.once('finish', onAnswer));
    const answer = this.status(current);
    await eventually(
      'the poll waits',
      async () => (await this.app.http.inject('/health')).json<{ waiting: number }>().waiting > 0,
    );
    return { answer };
  }

  close(): Promise<void> {
    return this.app.close();
  }

  private async status(current_status: unknown): Promise<unknown> {
    const json = JSON.stringify({
      headers: anna,
      content: { id: 7, jsonrpc: '2.0', method: 'get_agent_status', params: { current_status } },
    });
    const body = new URLSearchParams({ json });
    const response = await fetch(`${this.address}/?secret_key=${KEY}`, { method: 'POST', body });
    const answer = (await response.json()) as { content: { result: { result: unknown } } };
    return answer.content.result.result;
  }
}
