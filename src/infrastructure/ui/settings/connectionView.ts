import type { ConnectionState } from '../../../domain/settings/ConnectionCheck';
import type { TextKey, Texts } from '../../amocrm/texts';

/** The line under the form that tells of the connection. */
export interface ConnectionView {
  readonly kind: ConnectionState['kind'];
  readonly tone: 'ready' | 'wait' | 'lost';
  readonly text: string;
}

const words = {
  notConfigured: 'settings.notConfigured',
  notHttps: 'settings.notHttps',
  invalidAddress: 'settings.invalidAddress',
  checking: 'settings.checking',
  connected: 'settings.connected',
  wrongKey: 'settings.wrongKey',
  incompatible: 'settings.incompatible',
  noAnswer: 'settings.noAnswer',
  unknownError: 'settings.unknownError',
} satisfies Record<ConnectionState['kind'], TextKey>;

/** The state in words, with the way out. Pure. */
export function connectionView(state: ConnectionState, texts: Texts): ConnectionView {
  const detail =
    state.kind === 'unknownError' && state.detail !== '' ? ` (${state.detail.slice(0, 80)})` : '';
  return { kind: state.kind, tone: toneOf(state.kind), text: texts(words[state.kind]) + detail };
}

function toneOf(kind: ConnectionState['kind']): ConnectionView['tone'] {
  if (kind === 'connected') return 'ready';
  return kind === 'checking' || kind === 'notConfigured' ? 'wait' : 'lost';
}
