import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Agent } from '../calls/Agent';
import type { CallRecord } from '../calls/CallRecord';
import type { TelephonyListener } from '../calls/Telephony';
import { ElmaEvents } from './ElmaEvents';
import type { Elma365Settings } from './elma365Settings';
import { elma365Routes } from './elma365Routes';
import { httpSender } from './httpSender';
import { PushQueue } from './PushQueue';
import { secretFile } from './secretFile';
import type { KeyLimiter } from '../access/KeyLimiter';
import { keyChecker } from '../access/keyChecker';
import { WebhookAddress, type TextFile } from './WebhookAddress';
import type { Handlers } from '../rpc/handlers';
import type { Clock } from '../system/Clock';

/** What the rest of the backend gives. */
export interface Elma365Options {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly agents: readonly Agent[];
  /** Calls are made as the wire's are: of several backends the one that leads carries them out. */
  readonly handlers: Pick<Handlers, 'originate'>;
  /** Signed address of a recording; null: there is none. */
  readonly linkOf: (record: CallRecord) => string | null;
  readonly keyLimiter: Pick<KeyLimiter, 'at'>;
  /** Where the webhook's address is kept; the file of the settings by default. */
  readonly webhookFile?: TextFile;
}

/** ELMA365's side of the backend. */
export interface Elma365 {
  /** To be told what the telephone system tells. */
  readonly listener: Pick<TelephonyListener, 'call' | 'finished' | 'resynced'>;
  /** Pushes that wait, for metrics. */
  readonly waiting: () => number;
  /** Registers the routes, before the server listens. */
  openRoutes(http: FastifyInstance): void;
  /** Ends the push that is under way; those that wait are lost. */
  close(): void;
}

/** Composition of ELMA365's side: the telephone system's events to the module, the module's wishes to us. */
export function createElma365(settings: Elma365Settings, options: Elma365Options): Elma365 {
  const { clock, logger, agents, handlers, linkOf, keyLimiter } = options;
  const address = new WebhookAddress(
    settings.address,
    options.webhookFile ?? secretFile(settings.webhookFile),
  );
  const queue = new PushQueue(clock, () => address.url, httpSender(settings.key, clock), logger);
  const extensions = new Set(agents.map(({ extension }) => extension));
  const listener = new ElmaEvents(extensions, linkOf, (push) => queue.add(push));
  return {
    listener,
    waiting: () => queue.waiting,
    openRoutes: (http) =>
      elma365Routes(http, {
        path: settings.path,
        checkKey: keyLimiter.at(keyChecker([settings.key])),
        agents,
        originate: async (agent, phone) => {
          await handlers.originate({ phone }, agent, new AbortController().signal);
        },
        hasWebhook: () => address.url !== null,
        setWebhook: (url) => {
          const isTaken = address.set(url);
          if (isTaken) queue.wake();
          return isTaken;
        },
        waiting: () => queue.waiting,
      }),
    close: () => queue.close(),
  };
}
