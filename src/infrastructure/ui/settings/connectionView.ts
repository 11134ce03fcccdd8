import type { ConnectionState } from '../../../domain/settings/ConnectionCheck';
import type { Settings } from '../../../domain/settings/Settings';
import { serverUrl } from '../../../domain/settings/serverUrl';
import { failureText } from '../../amocrm/failureText';
import type { TextKey, Texts } from '../../amocrm/Texts';
import { ecss10View } from './ecss10View';

/** State of the connection as the settings form shows it. */
export interface ConnectionView {
  readonly kind: ConnectionState['kind'];
  /** Colour of the dot. */
  readonly tone: 'ready' | 'wait' | 'lost';
  readonly text: string;
  /** Possible causes of a failure, each with its remedy. */
  readonly causes: readonly string[];
  /** A page that helps to find the cause, opened in a new tab. */
  readonly link: { readonly href: string; readonly text: string } | null;
  /** Label of the button that repeats the check; empty: no button. */
  readonly again: string;
}

/** Texts of the states; some states have more specific ones. */
const words = {
  notConfigured: 'settings.notConfigured',
  notHttps: 'settings.notHttps',
  invalidAddress: 'settings.invalidAddress',
  checking: 'settings.checking',
  connected: 'settings.connected',
  noAgent: 'settings.noAgent',
  notProven: 'settings.notProven',
  wrongKey: 'settings.wrongKey',
  incompatible: 'settings.incompatible',
  noAnswer: 'settings.noAnswer',
  unknownError: 'settings.unknownError',
} satisfies Record<ConnectionState['kind'], TextKey>;

/** States that may change while the settings stay the same. */
const canChange: readonly ConnectionState['kind'][] = ['noAnswer', 'unknownError', 'noAgent', 'notProven'];

/**
 * Explains a connection state and what to do about a failure. Pure.
 * @param settings the checked settings
 * @param origin origin of the page, such as `https://company.amocrm.ru`
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
    again: canChange.includes(kind) ? texts('settings.again') : '',
  };
  if (kind === 'noAnswer' && state.detail === 'direct.policy')
    return { ...view, text: texts('direct.policyHelp', { address: settings.serverAddress }) };
  if (settings.connection === 'ecss10') return { ...view, ...ecss10View(state, settings, texts) };
  if (settings.connection === 'direct' && kind === 'noAnswer')
    return { ...view, ...directView(state.detail, settings, texts, origin) };
  return view;
}

/**
 * Text for a backend that the browser could not reach: with all possible causes, since browsers do not report which
 * one, except when access to the local network was denied.
 */
function directView(
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
  if (state.kind === 'notProven')
    return state.failure.detail === 'TokenRefused'
      ? texts('settings.tokenRefused')
      : texts('settings.notProven', { reason: failureText(texts, state.failure) });
  if (state.kind !== 'noAnswer' && state.kind !== 'unknownError') return texts(words[state.kind]);
  const { detail, httpStatus } = state;
  if (httpStatus !== undefined) return texts(httpText(httpStatus), { status: String(httpStatus) });
  // `decodeResponse` got HTML, or JSON without a status code: another server answers there.
  if (detail === 'no status code') return texts('settings.notOurs');
  const hasDetail = state.kind === 'unknownError' && detail !== '';
  return texts(words[state.kind]) + (hasDetail ? ` (${detail.slice(0, 80)})` : '');
}

/** Text for an HTTP status that came in place of our backend's answer. */
function httpText(status: number): TextKey {
  if (status < 400) return 'settings.redirected';
  if (status === 401 || status === 403 || status === 407) return 'settings.forbidden';
  if (status === 429) return 'settings.tooMany';
  if (status < 500) return 'settings.notOurs';
  // Cloudflare uses 520 to 530 for gateway errors.
  const isGateway = (status >= 502 && status <= 504) || status >= 520;
  return isGateway ? 'settings.gateway' : 'settings.serverError';
}

function toneOf(kind: ConnectionState['kind']): ConnectionView['tone'] {
  if (kind === 'connected') return 'ready';
  return kind === 'checking' || kind === 'notConfigured' || kind === 'noAgent' ? 'wait' : 'lost';
}
