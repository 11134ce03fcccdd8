import type { AddressInfo } from 'node:net';
import { phonebook } from '../../../sandbox/phonebook';
import { parseConfiguration, type ConfigurationInput } from '../../../server/config/Configuration';
import type { App } from '../../../server/App';
import { createApp } from '../../../server/createApp';
import { createLogger } from '../../../server/http/createLogger';

const PATH = '/asterisk_ng';

/** A backend that the test starts itself, for a simulated telephone system; the sandbox uses it as external backend. */
export class OwnBackend {
  static readonly KEY = 'a-secret-key-of-the-test';

  private constructor(
    private readonly app: App,
    /** Lines of the backend's log. */
    readonly log: readonly string[],
  ) {}

  /** Starts the backend: Anna has the first extension, Boris the second; the phone book has the sandbox's contacts. */
  static async start(
    telephony: ConfigurationInput['telephony'],
    [first, second]: readonly [string, string],
    changes: Partial<ConfigurationInput> = {},
  ): Promise<OwnBackend> {
    const log: string[] = [];
    const configuration = parseConfiguration({
      path: PATH,
      secretKeys: [OwnBackend.KEY],
      agents: [
        { email: 'anna@example.com', amouserId: 7461242, extension: first, name: 'Анна Смирнова' },
        { email: 'boris@example.com', extension: second, name: 'Борис Орлов' },
      ],
      contacts: phonebook,
      telephony,
      ...changes,
    });
    const logger = createLogger('info', { write: (line: string) => void log.push(line) });
    const app = await createApp(configuration, { logger });
    await app.start();
    await app.http.listen({ host: '127.0.0.1', port: changes.port ?? 0 });
    return new OwnBackend(app, log);
  }

  /** URL and key, for the sandbox's option `external`. */
  get external(): { readonly address: string; readonly secretKey: string } {
    const { port } = this.app.http.server.address() as AddressInfo;
    return { address: `http://127.0.0.1:${port}${PATH}`, secretKey: OwnBackend.KEY };
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}
