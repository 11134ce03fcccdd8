import { encodeRequest } from '../../../../protocol/encodeRequest';
import type { Method, Params } from '../../../../protocol/methods';
import type { WireWindow } from '../../../../server/inBrowser/browserWire';
import { createPageTransport, type PageTransport } from '../../../../server/inBrowser/createPageTransport';
import { decodeResponse } from '../../../../protocol/response';
import type { FakeEcss10 } from '../../../support/ecss10/FakeEcss10';
import { FakeTimer } from '../../../support/FakeTimer';
import { eventually } from '../../support/eventually';
import type { FullStatus } from '../../support/startBackend';
import { PlayedBrowser } from './PlayedBrowser';

/** What a test may choose. */
export interface PageOptions {
  readonly apiKey?: string;
  /** What the host says of its user. */
  readonly user?: object;
  /** Does the browser's permission keep the site out of the local network? */
  readonly isLocalNetworkDenied?: boolean;
  /** Does the browser trust the softswitch's certificate? */
  readonly isTrusted?: boolean;
  readonly port?: number;
  /** Can tabs talk to each other? */
  readonly hasChannel?: boolean;
}

/** A page's backend before the simulated softswitch: HTTPS and WSS are real, the browser's rules are played. */
export class PageAtEcss10 {
  readonly timer = new FakeTimer();
  readonly browser: PlayedBrowser;
  readonly faults: string[] = [];
  private readonly closing = new AbortController();
  private readonly transport: PageTransport;
  private lastId = 0;

  constructor(
    ecss: FakeEcss10,
    {
      apiKey = ecss.key,
      user = { personal_mobile: '240101' },
      port = ecss.port,
      ...choice
    }: PageOptions = {},
  ) {
    this.browser = new PlayedBrowser(ecss, choice.isTrusted);
    this.transport = createPageTransport({
      window: choice.hasChannel === false ? withoutChannel(this.browser.window) : this.browser.window,
      clock: this.timer,
      closing: this.closing.signal,
      origin: `https://localhost:${port}`,
      clientId: 'tester',
      apiKey,
      domain: 'biysk.local',
      version: '1.0.0',
      host: { amouser: 'anna@example.com', amouser_id: '1', user },
      isLocalNetworkDenied: () => Promise.resolve(choice.isLocalNetworkDenied ?? false),
      onFault: (what) => this.faults.push(what),
      fail: (reason, detail) => new Error(`${reason} ${detail}`),
    });
  }

  close(): void {
    this.closing.abort();
  }

  /** The inner result of a method, the exception's name, or what the transport fails with. */
  async ask<M extends Method>(method: M, params: Params<M>): Promise<unknown> {
    this.lastId += 1;
    const headers = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
    const json = encodeRequest(headers, this.lastId, method, params);
    const kind = method === 'get_agent_status' ? 'poll' : 'command';
    try {
      const body = await this.transport({ json, kind }, new AbortController().signal);
      const reply = decodeResponse(body, this.lastId);
      if (reply.kind === 'exception') return reply.name;
      return reply.kind === 'result' ? reply.value : reply.kind;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Phases of the agent's calls, or what the poll fails with. */
  async phases(): Promise<string> {
    const answer = await this.ask('get_agent_status', { current_status: null });
    if (typeof answer === 'string') return answer;
    return (answer as FullStatus).calls.map(({ phase }) => phase.toLowerCase()).join(', ');
  }

  /** Ids of the missed calls. */
  async missed(): Promise<readonly string[]> {
    const answer = (await this.ask('get_agent_status', { current_status: null })) as FullStatus;
    return answer.missed.map(({ unique_id }) => unique_id);
  }

  /** Waits for these phases. */
  async until(phases: string): Promise<true> {
    let last = '';
    const look = async (): Promise<void> => void (last = await this.phases());
    await look();
    return eventually(`${phases}, but ${last}`, () => {
      void look();
      return last === phases;
    }).then(() => true);
  }
}

function withoutChannel({ fetch, WebSocket }: WireWindow): WireWindow {
  return { fetch, WebSocket };
}
