import * as v from 'valibot';
import { AmoAccount } from './amo/AmoAccount';
import { AmoApi } from './amo/AmoApi';
import { AmoWebhooks } from './amo/AmoWebhooks';
import { AmoIntegration } from './amo/AmoIntegration';
import { UserApi } from './amo/UserApi';
import { ContactsApi } from './amo/ContactsApi';
import { CrmFolder } from './amo/CrmFolder';
import { BackendControl, type ExternalBackend } from './BackendControl';
import { RECORDINGS_PATH } from './addRecordingRoutes';
import { addDeskRoutes } from './addDeskRoutes';
import { createHostServer } from './createHostServer';
import { OpenPages } from './OpenPages';
import { loadArchive } from './loadArchive';
import { Proxy } from './Proxy';
import { WidgetStore } from './WidgetStore';
import { World } from './World';
import type { Business } from './business/Business';
import type { ConfigurationInput } from '../server/config/Configuration';
import { systemClock, type Clock } from '../server/system/Clock';

export interface SandboxOptions {
  /** The widget's zip. */
  readonly zip: Buffer;
  /** Port of the page; 0 or undefined: a free one. */
  readonly port?: number;
  /** The business to play; undefined: the one in the language of the page that was opened last. */
  readonly business?: Business;
  /** Configuration that differs from that of the sandbox's own backend. */
  readonly backend?: Partial<ConfigurationInput>;
  /** A running backend to use in place of the sandbox's own. */
  readonly external?: ExternalBackend;
  /** True: users have to be proven to the sandbox's own backend. */
  readonly identity?: boolean;
  /** Secret of the integration; undefined: a random one. */
  readonly integrationSecret?: string | undefined;
  /** Time of the account and of the sandbox's own backend; undefined: the machine's. */
  readonly clock?: Clock;
  /** False: the sandbox's own backend has no section `amocrm` and logs no calls. */
  readonly logsCalls?: boolean;
  /** E-mails of the account's users in place of those of the business, the first user first. */
  readonly emails?: readonly string[];
  /** Content of the settings field; undefined: address and key of the backend; null: not configured. */
  readonly settings?: string | null;
  /** Time limit of the proxy, ms. */
  readonly proxyLimitMs?: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** URL of the page. */
  readonly url: string;
  readonly backend: BackendControl;
  readonly proxy: Proxy;
  readonly store: WidgetStore;
  /** The imitated account. */
  readonly account: AmoAccount;
  /** The widget's integration in it. */
  readonly integration: AmoIntegration;
  /** amoCRM's search for contacts: its recorded queries, and how it answers. */
  readonly contacts: ContactsApi;
  /** What pages' users make in amoCRM, and how that is answered. */
  readonly makings: UserApi;
  /** amoCRM's API, with the requests to it. */
  readonly api: AmoApi;
  close(): Promise<void>;
}

/**
 * Starts a sandbox on loopback: host page with the widget, proxy, account, and a backend with the simulator unless one
 * is given.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { external, business, emails, clock = systemClock } = options;
  const pages = new OpenPages();
  const logsCalls = external === undefined && options.logsCalls !== false;
  const files = await loadArchive(options.zip);
  const folder = new CrmFolder();
  const integration = new AmoIntegration(() => clock.now(), options.integrationSecret);
  const backend = new BackendControl({
    overrides: options.backend,
    external,
    isAttended: (extension) => pages.isOpen(extension),
    business,
    crm: options.logsCalls === false ? null : folder,
    identity: integration,
    isProving: options.identity,
    clock: options.clock,
  });
  const field = settingsField(files.get('manifest.json') ?? Buffer.from('{}'));
  const store = new WidgetStore(() => {
    const settings = options.settings === undefined ? defaultSettings(backend) : options.settings;
    return settings === null ? {} : { [field]: settings };
  });
  const proxy = new Proxy(options.proxyLimitMs, external?.address, (method) => {
    if (method === 'get_recording') folder.keepPromises();
  });
  const webhooks = new AmoWebhooks(() =>
    backend.isAlive && logsCalls ? `${backend.address}/amocrm/webhook?key=${folder.webhookKey}` : null,
  );
  const account = new AmoAccount(
    backend.business,
    () => Math.floor(clock.now() / 1_000),
    emails,
    {
      // The backend signs the ids of its calls.
      record: (uniq, seconds) => folder.record(uniq.split('~')[0] ?? '', seconds),
      linkOf: (record, host) => (logsCalls ? folder.linkOf(record, `${host}${RECORDINGS_PATH}`) : null),
    },
    webhooks.send,
  );
  const contacts = new ContactsApi(() => account.cards);
  const makings = new UserApi(account);
  const api = new AmoApi(account, folder.token, () => performance.now());
  const world = new World({ backend, proxy, store, account, contacts, makings }, business);
  const served = {
    widget: files,
    world,
    store,
    account,
    integration,
    api,
    contacts,
    makings,
    backend,
    prepareRecordings: () => folder.keepPromises(),
    proxy,
    settingsField: field,
  };
  const http = await createHostServer(served);
  addDeskRoutes(http, { backend, proxy, pages, world, account });
  const close = async (): Promise<void> => {
    await Promise.all([http.close(), backend.kill(), webhooks.close()]);
    folder.remove();
  };
  try {
    await http.listen({ host: '127.0.0.1', port: options.port ?? 0 });
    const address = http.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const url = `http://127.0.0.1:${port}`;
    await world.begin(url);
    return { url, backend, proxy, store, account, integration, contacts, makings, api, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Content of the widget's settings field for this backend. */
export function defaultSettings(backend: BackendControl, secretKey = backend.secretKey): string {
  return JSON.stringify({
    server: { serverAddress: backend.address, secretKey },
    amocrm: { showPanel: true, enableNotification: true },
  });
}

/** Name of the settings field: the first in the manifest. */
function settingsField(manifest: Buffer): string {
  const schema = v.object({ settings: v.record(v.string(), v.unknown()) });
  return Object.keys(v.parse(schema, JSON.parse(manifest.toString('utf8'))).settings)[0] ?? 'jsonSettings';
}
