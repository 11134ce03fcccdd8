import * as v from 'valibot';
import type { ResponseBody } from '../protocol/response';
import { AgentBoard } from '../server/calls/AgentBoard';
import type { Agent } from '../server/calls/Agent';
import { AgentDirectory } from '../server/calls/AgentDirectory';
import { CallService } from '../server/calls/CallService';
import { ClientReturn } from '../server/calls/ClientReturn';
import { CommandLog } from '../server/calls/CommandLog';
import { presence } from '../server/calls/presence';
import type { TelephonyListener } from '../server/calls/Telephony';
import { TransferService } from '../server/calls/TransferService';
import { numberSettingsSchema } from '../server/numbers/numberSettings';
import { ContactList } from '../server/phonebook/ContactList';
import { Phonebook } from '../server/phonebook/Phonebook';
import { RecentContacts } from '../server/phonebook/RecentContacts';
import { Dispatcher } from '../server/rpc/Dispatcher';
import { createHandlers } from '../server/rpc/handlers';
import type { Clock } from '../server/system/Clock';
import { buildEcss10 } from '../server/telephony/ecss10/buildEcss10';
import { browserWire, type WireWindow } from './browserWire';
import { pageFault } from './PageFault';
import { PageLink } from './PageLink';
import type { ChannelWindow } from './shareSeen';

/** What a page's backend is built from. */
export interface PageBackendPorts {
  readonly window: WireWindow & ChannelWindow;
  readonly clock: Clock;
  /** Of the Call API: `https://host:port`. */
  readonly origin: string;
  readonly clientId: string;
  readonly apiKey: string;
  /** Virtual PBX. */
  readonly domain: string;
  /** Version of the widget. */
  readonly version: string;
  /** Was the browser told not to let this site into the local network? */
  readonly isLocalNetworkDenied: () => Promise<boolean>;
  /** Told of errors that are faults of ours. */
  readonly onFault: (what: string, cause: unknown) => void;
}

/** The core of the backend, for one agent. */
export interface PageBackend {
  readonly link: PageLink;
  /** Logs the agent in; once is enough. */
  start(): void;
  /** Answers the text of the form field `json`. Never rejects. */
  dispatch(json: string, signal: AbortSignal): Promise<ResponseBody>;
  /** Logs out and stops all timers. */
  close(): void;
}

/** How many of the agent's last numbers are kept. */
const RECENT = 50;

/** Composition root of the backend that runs in the page: builds it and does not log in. */
export function createPageBackend(agent: Agent, ports: PageBackendPorts): PageBackend {
  const { window, clock, origin, clientId, apiKey, domain, version, isLocalNetworkDenied, onFault } = ports;
  const { extension } = agent;
  const link = new PageLink();
  let isStarted = false;
  let isStanding = false;
  const telephony = buildEcss10({
    wire: browserWire(window, origin, clock),
    clock,
    domain,
    numbers: v.parse(numberSettingsSchema, {}),
    extensions: [extension],
    logins: [{ clientId, key: apiKey, domain, number: extension }],
    onDown({ reason }) {
      void isLocalNetworkDenied().then((isDenied) => {
        if (!isStanding) link.down(pageFault(reason, isDenied));
      });
    },
  });
  // Names of clients are asked of amoCRM by the widget itself.
  const phonebook = new Phonebook([]);
  const recent = new RecentContacts(RECENT);
  const board = new AgentBoard(clock, (number) => phonebook.partyOf(number));
  const clients = new ClientReturn(telephony, board, (cause) => onFault('a client stays on hold', cause));
  const transfers = new TransferService(telephony, board, clients, clock);
  const commands = new CommandLog(clock);
  const handlers = createHandlers({
    calls: new CallService(telephony, board, (uuid) => phonebook.byId(uuid)?.phone ?? null),
    transfers,
    board,
    contacts: new ContactList(phonebook, recent, (of) => presence(board.callsOf(of))),
    commands,
    server: { name: 'asterisk-ng', version },
    can: (of) => telephony.can(of),
  });
  const dispatcher = new Dispatcher(handlers, new AgentDirectory([agent]), (method, cause) =>
    onFault(`${method} failed`, cause),
  );
  const listener: TelephonyListener = {
    call(of, event, from) {
      if (event.type === 'began') recent.note(of, event.number);
      board.take(of, event, from);
      transfers.take(of, event);
    },
    // The call log is the business of a backend that is always there.
    finished: () => undefined,
    resynced(liveIds, at) {
      board.retain(liveIds, at);
      clients.recheck();
    },
    link(isUp) {
      isStanding = isUp;
      board.setLink(isUp);
      if (isUp) link.up();
    },
  };
  return {
    link,
    start() {
      if (isStarted) return;
      isStarted = true;
      // This driver's start resolves at once: the link tells how the login goes.
      void telephony.start(listener);
    },
    dispatch: async (json, signal) => (await dispatcher.dispatch(json, signal)).body,
    close() {
      void telephony.close();
      board.release();
      commands.close();
    },
  };
}
