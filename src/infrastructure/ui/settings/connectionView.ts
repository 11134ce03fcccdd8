import type { ConnectionState } from '../../../domain/settings/ConnectionCheck';
import type { Settings } from '../../../domain/settings/Settings';
import { serverUrl } from '../../../domain/settings/serverUrl';
import type { TextKey, Texts } from '../../amocrm/texts';
import { ecss10View } from './ecss10View';

/** The line under the form that tells of the connection. */
export interface ConnectionView {
  readonly kind: ConnectionState['kind'];
  readonly tone: 'ready' | 'wait' | 'lost';
  readonly text: string;
  /** What may be wrong, each with its way out. */
  readonly causes: readonly string[];
  /** A page to look at in a tab of its own. */
  readonly link: { readonly href: string; readonly text: string } | null;
  /** Name of the button that checks anew; empty where there is none. */
  readonly again: string;
}

const words = {
  notConfigured: 'settings.notConfigured',
  notHttps: 'settings.notHttps',
  invalidAddress: 'settings.invalidAddress',
  checking: 'settings.checking',
  connected: 'settings.connected',
  noAgent: 'settings.noAgent',
  wrongKey: 'settings.wrongKey',
  incompatible: 'settings.incompatible',
  noAnswer: 'settings.noAnswer',
  unknownError: 'settings.unknownError',
} satisfies Record<ConnectionState['kind'], TextKey>;

/**
 * The state in words, with the way out. Pure.
 * @param settings those that were checked
 * @param origin of the page, such as `https://company.amocrm.ru`
 */
export function connectionView(
  state: ConnectionState,
  settings: Settings,
  texts: Texts,
  origin: string,
): ConnectionView {
  const { kind } = state;
  const view: ConnectionView = {
    kind,
    tone: toneOf(kind),
    text: textOf(state, texts),
    causes: [],
    link: null,
    again:
      kind === 'noAnswer' || kind === 'unknownError' || kind === 'noAgent' ? texts('settings.again') : '',
  };
  if (kind === 'noAnswer' && state.detail === 'direct.policy')
    return { ...view, text: texts('direct.policyHelp', { address: settings.serverAddress }) };
  if (settings.connection === 'ecss10') return { ...view, ...ecss10View(state, settings, texts) };
  if (settings.connection === 'direct' && kind === 'noAnswer')
    return { ...view, ...straight(state.detail, settings, texts, origin) };
  return view;
}

/** The browser tells no cause, unless it was told itself not to let this site into the local network. */
function straight(
  detail: string,
  settings: Settings,
  texts: Texts,
  origin: string,
): Pick<ConnectionView, 'text' | 'causes' | 'link'> {
  if (detail === 'direct.localNetwork')
    return { text: texts('direct.localNetworkHelp'), causes: [], link: null };
  const url = serverUrl(settings.serverAddress);
  return {
    text: texts('direct.notReachedHelp'),
    causes: [
      texts('direct.causeDown'),
      texts('direct.causeCertificate'),
      texts('direct.causeLocalNetwork'),
      texts('direct.causeOrigin', { origin }),
    ],
    link: url.kind === 'ok' ? { href: url.url, text: texts('direct.openServer') } : null,
  };
}

function textOf(state: ConnectionState, texts: Texts): string {
  if (state.kind === 'noAgent')
    return texts('settings.noAgent', { email: state.email, id: String(state.userId) });
  if (state.kind !== 'noAnswer' && state.kind !== 'unknownError') return texts(words[state.kind]);
  const { detail, httpStatus } = state;
  if (httpStatus !== undefined) return texts(httpText(httpStatus), { status: String(httpStatus) });
  // HTML, or the JSON of something else: see `decodeResponse`.
  if (detail === 'no status code') return texts('settings.notOurs');
  const isWorthTelling = state.kind === 'unknownError' && detail !== '';
  return texts(words[state.kind]) + (isWorthTelling ? ` (${detail.slice(0, 80)})` : '');
}

/** What an HTTP status in place of an answer means for who sets the widget up. */
function httpText(status: number): TextKey {
  if (status < 400) return 'settings.redirected';
  if (status === 401 || status === 403 || status === 407) return 'settings.forbidden';
  if (status === 429) return 'settings.tooMany';
  if (status < 500) return 'settings.notOurs';
  // 520 to 530 are Cloudflare's words for the same.
  const isGateway = (status >= 502 && status <= 504) || status >= 520;
  return isGateway ? 'settings.gateway' : 'settings.serverError';
}

function toneOf(kind: ConnectionState['kind']): ConnectionView['tone'] {
  if (kind === 'connected') return 'ready';
  return kind === 'checking' || kind === 'notConfigured' || kind === 'noAgent' ? 'wait' : 'lost';
}
