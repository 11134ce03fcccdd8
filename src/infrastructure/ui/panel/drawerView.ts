import type { MissedCall } from '../../../domain/calls/Call';
import type { TextKey, Texts } from '../../amocrm/Texts';
import { partyView } from '../call/callView';
import { formatNumber } from '../formatNumber';
import { shortMoment } from '../shortMoment';
import type { StoredPreferences } from './PanelMemory';

/** State of the drawer under the panel's header. */
export type Drawer =
  | { readonly kind: 'closed' }
  /** The missed calls at the time of opening: opening clears them in the backend. */
  | { readonly kind: 'missed'; readonly missed: readonly MissedCall[] }
  | { readonly kind: 'choices' };

/** A preference that the drawer switches on and off. */
export type Choice = 'sound' | 'systemNotice' | 'shortcuts';

/** Text and hint of each preference. */
const choices = [
  ['sound', 'panel.sound', 'panel.soundHint'],
  ['systemNotice', 'panel.systemNotice', 'panel.systemNoticeHint'],
  ['shortcuts', 'panel.shortcuts', 'panel.shortcutsHint'],
] as const satisfies readonly (readonly [Choice, TextKey, TextKey])[];

/** Data for the drawer's template. Pure. @param skewMs to add to the backend's time to get this computer's, ms */
export function drawerView(
  drawer: Drawer,
  preferences: StoredPreferences,
  skewMs: number,
  texts: Texts,
): object {
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
            on: preferences[name],
            text: texts(text),
            hint: texts(hint),
          }))
        : [],
  };
}

/** Data of an entry of the agent's own missed calls. Pure. @param skewMs as in `drawerView` */
export function missedView({ id, party, count, at }: MissedCall, skewMs: number, texts: Texts): object {
  const { title, number, href } = partyView(party);
  const when = at + skewMs;
  const details = [
    number,
    shortMoment(when, when, texts),
    count > 1 ? texts('panel.times', { count: String(count) }) : '',
  ];
  return {
    id,
    title,
    href,
    phone: party.number,
    details: details.filter(Boolean).join(' · '),
    callBack: texts('panel.callBack', { name: party.name ?? formatNumber(party.number) }),
  };
}
