import { request } from 'node:https';
import { WebSocket as NodeSocket } from 'ws';
import type { WireWindow } from '../../../../server/inBrowser/browserWire';
import type { ChannelWindow } from '../../../../server/inBrowser/shareSeen';
import type { FakeEcss10 } from '../../../support/ecss10/FakeEcss10';

/** Where the page comes from. */
export const ORIGIN = 'https://account.amocrm.ru';

/** `fetch` and WebSocket of a browser: HTTPS and WSS are real, what a browser forbids is played. */
export class PlayedBrowser {
  /** Addresses that were asked. */
  readonly urls: string[] = [];
  /** Answers to our pings that have come. */
  pongs = 0;
  readonly window: WireWindow & ChannelWindow;

  /** @param isTrusted does it trust the softswitch's certificate? */
  constructor(ecss: FakeEcss10, isTrusted = true) {
    const { urls } = this;
    const ca = isTrusted ? { ca: ecss.ca } : {};
    const count = (): void => void (this.pongs += 1);
    class PageSocket extends NodeSocket {
      constructor(url: string) {
        urls.push(url);
        super(url, { ...ca, origin: ORIGIN });
        this.on('error', () => undefined);
        this.on('message', (data: Buffer) => {
          if (data.toString() === '{"action":"pong"}') count();
        });
      }
    }
    this.window = {
      // The types of Node's socket and of the browser's differ where nothing is used.
      WebSocket: PageSocket as never,
      BroadcastChannel,
      fetch: (url, options) => this.fetch(url as string, options ?? {}, ca),
    };
  }

  /** As a browser does with a request to another site that has sent its preflight well. */
  private fetch(url: string, options: RequestInit, ca: { readonly ca?: string }): Promise<Response> {
    this.urls.push(url);
    const { redirect, credentials, referrerPolicy } = options;
    const chosen = [redirect, credentials, referrerPolicy].join();
    if (chosen !== 'error,omit,no-referrer') throw new Error(`a login with ${chosen}`);
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new TypeError('Failed to fetch'));
      const headers = { origin: ORIGIN, ...(options.headers as Record<string, string>) };
      const signal = options.signal ?? new AbortController().signal;
      const outgoing = request(url, { method: 'POST', agent: false, headers, signal, ...ca }, (incoming) => {
        let text = '';
        incoming.on('data', (part: Buffer) => (text += part.toString()));
        incoming.on('end', () => {
          if (incoming.headers['access-control-allow-origin'] !== ORIGIN) fail();
          else resolve(new Response(text, { status: incoming.statusCode ?? 0 }));
        });
      });
      outgoing.on('error', fail);
      outgoing.end(options.body as string);
    });
  }
}
