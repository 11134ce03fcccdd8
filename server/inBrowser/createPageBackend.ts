import * as v from 'valibot';
import type { ResponseBody } from '../../protocol/response';
import type { Agent } from '../calls/Agent';
import { AgentDirectory } from '../calls/AgentDirectory';
import { numberSettingsSchema } from '../numbers/numberSettings';
import { Phonebook } from '../phonebook/Phonebook';
import { createCore } from '../createCore';
import { Dispatcher } from '../rpc/Dispatcher';
import { CallClock } from '../system/CallClock';
import type { Clock } from '../system/Clock';
import { buildEcss10 } from '../telephony/ecss10/buildEcss10';
import { browserWire, type WireWindow } from './browserWire';
import { pageFault } from './PageFault';
import { PageLink } from './PageLink';
import type { ChannelWindow } from './shareSeen';

/** What a page's backend is built from. */
export interface PageBackendOptions {
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
  /** Does the browser deny this site access to the local network? */
  readonly isLocalNetworkDenied: () => Promise<boolean>;
  /** Called with unexpected errors. */
  readonly onFault: (what: string, cause: unknown) => void;
}

/** The core of the backend, for one agent. */
export interface PageBackend {
  readonly link: PageLink;
  /** Logs the agent in; later calls do nothing. */
  start(): void;
  /** Answers the text of the form field `json`. Never rejects. */
  dispatch(json: string, signal: AbortSignal): Promise<ResponseBody>;
  /** Logs out and stops all timers. */
  close(): void;
}

/** Composition root of the backend that runs in the page: builds it and does not log in. */
export function createPageBackend(agent: Agent, options: PageBackendOptions): PageBackend {
  const { window, origin, clientId, apiKey, domain, version, isLocalNetworkDenied, onFault } = options;
  const clock = new CallClock(options.clock);
  const { extension } = agent;
  const link = new PageLink();
  let isStarted = false;
  let isLinkUp = false;
  const telephony = buildEcss10({
    wire: browserWire(window, origin, clock),
    clock,
    domain,
    numbers: v.parse(numberSettingsSchema, {}),
    extensions: [extension],
    logins: [{ clientId, key: apiKey, domain, number: extension }],
    onDown({ reason }) {
      void isLocalNetworkDenied().then((isDenied) => {
        if (!isLinkUp) link.down(pageFault(reason, isDenied));
      });
    },
  });
  const directory = new AgentDirectory([agent]);
  // The widget looks up clients' names in amoCRM itself, and the call log needs a backend that always runs.
  const core = createCore({
    clock,
    telephony,
    directory,
    phonebook: new Phonebook([]),
    version,
    onFault: (what, cause) => onFault(what.en, cause),
  });
  clock.watch(() => core.states.hasLiveCall());
  const dispatcher = new Dispatcher(core.handlers, directory, {
    onFault: (method, cause) => onFault(`${method} failed`, cause),
  });
  const listener = core.listener([
    {
      link(isUp) {
        isLinkUp = isUp;
        if (isUp) link.up();
      },
    },
  ]);
  return {
    link,
    start() {
      if (isStarted) return;
      isStarted = true;
      // This driver's start resolves at once; `link` has the result of the login.
      void telephony.start(listener);
    },
    dispatch: async (json, signal) => (await dispatcher.dispatch(json, signal)).body,
    close() {
      void telephony.close();
      core.states.release();
      core.close();
    },
  };
}
