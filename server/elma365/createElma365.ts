import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Agent } from '../calls/Agent';
import type { CallRecord } from '../calls/CallRecord';
import { CommandFault } from '../calls/CommandFault';
import { dialledOrText } from '../rpc/dialledOrText';
import type { TelephonyListener } from '../calls/Telephony';
import { ElmaEvents } from './ElmaEvents';
import type { Elma365Settings } from './elma365Settings';
import { elma365Routes } from './elma365Routes';
import { httpSender } from './httpSender';
import { PushQueue } from './PushQueue';
import { secretFile } from './secretFile';
import type { KeyLimiter } from '../access/KeyLimiter';
import { keyChecker } from '../access/keyChecker';
import type { AuditEntry } from '../access/AuditEntry';
import { WebhookAddress, type TextFile } from './WebhookAddress';
import type { Handlers } from '../rpc/createHandlers';
import { agentRequester, type AllowRequest } from '../rpc/Requester';
import type { Clock } from '../system/Clock';

/** What ELMA365's side needs from the backend. */
export interface Elma365Options {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly agents: readonly Agent[];
  /** The wire's handlers, so that of several backends the leader makes the calls. */
  readonly handlers: Pick<Handlers, 'originate'>;
  /** Signed URL of a recording; null: there is none. */
  readonly linkOf: (record: CallRecord) => string | null;
  readonly keyLimiter: Pick<KeyLimiter, 'checkFor'>;
  /** Counts a request of the agent, with those of the widget; false: too many. */
  readonly allowRequest: AllowRequest;
  /** Receives each call that ELMA365 asks for. */
  readonly audit: { writeEntry(entry: AuditEntry, from: string): void };
  /** Stores the webhook's URL; by default the file in the settings. */
  readonly webhookFile?: TextFile;
}

/** ELMA365's side of the backend. */
export interface Elma365 {
  /** Receives the telephone system's events. */
  readonly listener: Pick<TelephonyListener, 'call' | 'finished' | 'resynced'>;
  /** Number of waiting pushes, for metrics. */
  readonly waiting: () => number;
  /** Registers the routes, before the server listens. */
  openRoutes(http: FastifyInstance): void;
  /** Aborts the push that is under way and drops the waiting ones. */
  close(): void;
}

/** Builds ELMA365's side: sends the telephone system's events to the module, and serves the module's requests. */
export function createElma365(settings: Elma365Settings, options: Elma365Options): Elma365 {
  const { clock, logger, agents, linkOf, keyLimiter } = options;
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
        checkKey: keyLimiter.checkFor(keyChecker([settings.key])),
        agents,
        originate: (agent, phone) => originate(options, agent, phone),
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

/** Makes a call in the agent's name, under the limits of the agent's own requests, and writes it into the audit. */
async function originate(
  { handlers, allowRequest, audit }: Elma365Options,
  agent: Agent,
  phone: string,
): Promise<void> {
  const { email, extension } = agent;
  const note = (outcome: string): void =>
    audit.writeEntry(
      {
        email,
        extension,
        by: 'elma365',
        method: 'originate',
        call: null,
        target: dialledOrText(phone),
        outcome,
        command: null,
        trace: null,
      },
      'elma365',
    );
  try {
    if (!allowRequest(agentRequester(extension))) throw new CommandFault('TooManyRequests');
    await handlers.originate({ phone }, agent, new AbortController().signal);
  } catch (error) {
    note(error instanceof CommandFault ? error.reason : 'InternalError');
    throw error;
  }
  note('success');
}
