import * as v from 'valibot';
import { AmoAccount } from './amo/AmoAccount';
import { AmoApi } from './amo/AmoApi';
import { ContactsApi } from './amo/ContactsApi';
import { CrmFolder } from './amo/CrmFolder';
import { BackendControl, type Elsewhere } from './BackendControl';
import { addDesk } from './addDesk';
import { createHostServer } from './createHostServer';
import { OpenPages } from './OpenPages';
import { loadArchive } from './loadArchive';
import { Proxy } from './Proxy';
import { WidgetStore } from './WidgetStore';
import { World } from './World';
import type { Business } from './business/Business';
import type { ConfigurationInput } from '../server/config/Configuration';

/** How a sandbox is started. */
export interface SandboxOptions {
  readonly zip: Buffer;
  /** 0 takes a free one. */
  readonly port?: number;
  /** The business whose account it is; undefined: the one in the language of the page that was opened last. */
  readonly business?: Business;
  /** Settings of the backend that differ from the sandbox's own. */
  readonly backend?: Partial<ConfigurationInput>;
  /** A backend that runs already, in place of the sandbox's own. */
  readonly elsewhere?: Elsewhere;
  /** False: the sandbox's own backend does not know the account, as one without the section `amocrm`. */
  readonly logsCalls?: boolean;
  /** E-mails of the account's users in place of the sample's, the first user first. */
  readonly emails?: readonly string[];
  /** Content of the settings field; undefined: the sandbox's backend with its key, null: not configured. */
  readonly settings?: string | null;
  /** How long the proxy takes at the most, ms. */
  readonly proxyLimitMs?: number;
}

/** A running sandbox: backend with simulator, host page, proxy. */
export interface Sandbox {
  readonly url: string;
  readonly backend: BackendControl;
  readonly proxy: Proxy;
  readonly store: WidgetStore;
  /** The imitated account. */
  readonly account: AmoAccount;
  /** The host's contacts by number: what was asked, and how it is answered. */
  readonly contacts: ContactsApi;
  close(): Promise<void>;
}

/** Starts a sandbox on this machine's loopback. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { elsewhere, business, emails } = options;
  const pages = new OpenPages();
  const files = await loadArchive(options.zip);
  const folder = new CrmFolder();
  const backend = new BackendControl({
    overrides: options.backend,
    elsewhere,
    isAttended: (extension) => pages.isOpen(extension),
    business,
    crm: options.logsCalls === false ? null : folder,
  });
  const field = settingsField(files.get('manifest.json') ?? Buffer.from('{}'));
  const store = new WidgetStore(() => {
    const settings = options.settings === undefined ? defaultSettings(backend) : options.settings;
    return settings === null ? {} : { [field]: settings };
  });
  const proxy = new Proxy(options.proxyLimitMs, elsewhere?.address);
  const account = new AmoAccount(
    backend.business,
    () => Math.floor(Date.now() / 1_000),
    emails,
    (uniq, seconds) => {
      folder.record(uniq, seconds);
    },
  );
  const contacts = new ContactsApi(() => account.cards);
  const api = new AmoApi(account, folder.token, () => performance.now());
  const world = new World({ backend, proxy, store, account, contacts }, business);
  const parts = { widget: files, world, store, account, api, contacts, backend, proxy };
  const http = await createHostServer(parts);
  addDesk(http, { backend, proxy, pages, world, account });
  const close = async (): Promise<void> => {
    await Promise.all([http.close(), backend.kill()]);
    folder.remove();
  };
  try {
    await http.listen({ host: '127.0.0.1', port: options.port ?? 0 });
    const address = http.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const url = `http://127.0.0.1:${port}`;
    await world.begin(url);
    return { url, backend, proxy, store, account, contacts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Settings of the sandbox's own backend, in the shape that the widget keeps. */
export function defaultSettings(backend: BackendControl, secretKey = backend.secretKey): string {
  return JSON.stringify({
    server: { serverAddress: backend.address, secretKey },
    amocrm: { showPanel: true, enableNotification: true },
  });
}

/** Name of the settings field: the first one of the manifest. */
function settingsField(manifest: Buffer): string {
  const schema = v.object({ settings: v.record(v.string(), v.unknown()) });
  return Object.keys(v.parse(schema, JSON.parse(manifest.toString('utf8'))).settings)[0] ?? 'jsonSettings';
}
