import type { ConnectionState } from '../../../domain/settings/ConnectionCheck';
import type { Settings } from '../../../domain/settings/Settings';
import type { TextKey, Texts } from '../../amocrm/Texts';
import { isEcss10Fault, type Ecss10Fault } from '../../ecss10/Ecss10Fault';
import { ecss10Origin } from '../../ecss10/ecss10Origin';

/** Texts that explain each fault to the administrator, with the remedy. */
const help = {
  'ecss10.noNumber': 'ecss10.noNumberHelp',
  'ecss10.notReached': 'ecss10.notReachedHelp',
  'ecss10.localNetwork': 'direct.localNetworkHelp',
  'ecss10.wrongKey': 'ecss10.wrongKeyHelp',
  'ecss10.notPermitted': 'ecss10.notPermittedHelp',
  'ecss10.badAnswer': 'ecss10.badAnswerHelp',
} satisfies Record<Ecss10Fault, TextKey>;

/** The parts of `ConnectionView` that differ for ECSS-10. */
interface Ecss10View {
  readonly text?: string;
  readonly causes?: readonly string[];
  readonly link?: { readonly href: string; readonly text: string };
}

/** What replaces parts of the connection view when the widget works with an ECSS-10, without a backend. Pure. */
export function ecss10View(state: ConnectionState, { serverAddress }: Settings, texts: Texts): Ecss10View {
  if (state.kind === 'notConfigured') return { text: texts('settings.notConfiguredEcss10') };
  // The Call API does not report whether CSTA is on, so the administrator is reminded to check.
  if (state.kind === 'connected') return { causes: [texts('ecss10.csta')] };
  if (!('detail' in state) || !isEcss10Fault(state.detail)) return {};
  const text = texts(help[state.detail]);
  if (state.detail !== 'ecss10.notReached') return { text };
  // Browsers do not report which of the causes it is.
  const page = `${ecss10Origin(serverAddress)}/`;
  return {
    text,
    causes: [texts('ecss10.causeCertificate'), texts('ecss10.causeDown'), texts('direct.causeLocalNetwork')],
    link: { href: page, text: texts('ecss10.openPage', { page }) },
  };
}
