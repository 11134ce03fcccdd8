import type { ConnectionState } from '../../../domain/settings/ConnectionCheck';
import type { Settings } from '../../../domain/settings/Settings';
import type { TextKey, Texts } from '../../amocrm/texts';
import { isEcss10Fault, type Ecss10Fault } from '../../ecss10/Ecss10Fault';
import { ecss10Origin } from '../../ecss10/ecss10Origin';

/** What each fault means for who sets the widget up, with the way out. */
const help = {
  'ecss10.noNumber': 'ecss10.noNumberHelp',
  'ecss10.notReached': 'ecss10.notReachedHelp',
  'ecss10.localNetwork': 'direct.localNetworkHelp',
  'ecss10.wrongKey': 'ecss10.wrongKeyHelp',
  'ecss10.notPermitted': 'ecss10.notPermittedHelp',
  'ecss10.badAnswer': 'ecss10.badAnswerHelp',
} satisfies Record<Ecss10Fault, TextKey>;

/** What the line says otherwise, as the view has it. */
interface Ecss10View {
  readonly text?: string;
  readonly causes?: readonly string[];
  readonly link?: { readonly href: string; readonly text: string };
}

/** What the line says otherwise where there is no backend but an ECSS-10. Pure. */
export function ecss10View(state: ConnectionState, { serverAddress }: Settings, texts: Texts): Ecss10View {
  if (state.kind === 'notConfigured') return { text: texts('settings.notConfiguredEcss10') };
  // Whether CSTA is on can't be asked.
  if (state.kind === 'connected') return { causes: [texts('ecss10.csta')] };
  if (!('detail' in state) || !isEcss10Fault(state.detail)) return {};
  const text = texts(help[state.detail]);
  if (state.detail !== 'ecss10.notReached') return { text };
  // The browser does not tell which of them it is.
  const page = `${ecss10Origin(serverAddress)}/`;
  return {
    text,
    causes: [texts('ecss10.causeCertificate'), texts('ecss10.causeDown'), texts('direct.causeLocalNetwork')],
    link: { href: page, text: texts('ecss10.openPage', { page }) },
  };
}
