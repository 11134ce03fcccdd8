import type { WireCall } from '../../protocol/call';
import { comparable } from './expectedScreens';

/** A call on an agent's screen, such as `CONVERSATION held 9101234567`. */
export function screenEntry({ phase, is_hold, is_mute, contact_phone }: WireCall): string {
  return `${phase}${is_hold ? ' held' : ''}${is_mute ? ' muted' : ''} ${comparable(contact_phone)}`;
}
