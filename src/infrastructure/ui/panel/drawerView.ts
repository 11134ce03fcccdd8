import type { MissedCall } from '../../../domain/calls/Call';
import type { TextKey, Texts } from '../../amocrm/texts';
import { partyView } from '../call/callView';
import { formatNumber } from '../formatNumber';
import type { Remembered } from './PanelMemory';

/** What the drawer under the panel's head holds. */
export type Drawer =
  | { readonly kind: 'closed' }
  /** The missed calls as they were when the agent opened the list: by looking at them they are gone elsewhere. */
  | { readonly kind: 'missed'; readonly missed: readonly MissedCall[] }
  | { readonly kind: 'choices' };

/** The agent's wishes that can be switched. */
export type Choice = 'sound' | 'systemNotice' | 'shortcuts';

const choices = [
  ['sound', 'panel.sound', 'panel.soundHint'],
  ['systemNotice', 'panel.systemNotice', 'panel.systemNoticeHint'],
  ['shortcuts', 'panel.shortcuts', 'panel.shortcutsHint'],
] as const satisfies readonly (readonly [Choice, TextKey, TextKey])[];

/** What the drawer's template shows. Pure. @param skewMs what is added to the backend's time, ms */
export function drawerView(drawer: Drawer, wishes: Remembered, skewMs: number, texts: Texts): object {
  const { kind } = drawer;
  return {
    kind,
    title: texts(kind === 'missed' ? 'panel.missed' : 'panel.choices'),
    close: texts('call.close'),
    missed: kind === 'missed' ? drawer.missed.map((one) => missedView(one, skewMs, texts)) : [],
    choices:
      kind === 'choices'
        ? choices.map(([name, text, hint]) => ({
            name,
            on: wishes[name],
            text: texts(text),
            hint: texts(hint),
          }))
        : [],
  };
}

function missedView({ id, party, count, at }: MissedCall, skewMs: number, texts: Texts): object {
  const { title, number, href } = partyView(party);
  const time = new Date(at + skewMs).toTimeString().slice(0, 5);
  const details = [number, time, count > 1 ? texts('panel.times', { count: String(count) }) : ''];
  return {
    id,
    title,
    href,
    phone: party.number,
    details: details.filter(Boolean).join(' · '),
    callBack: texts('panel.callBack', { name: party.name ?? formatNumber(party.number) }),
  };
}
