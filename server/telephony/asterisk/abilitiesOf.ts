import type { Ability } from '../../../protocol/CallCommand';
import type { AgentPhone } from './AgentPhone';

const ALWAYS: readonly Ability[] = [
  'originate',
  'reject',
  'hangup',
  'hold',
  'mute',
  'redirect',
  'consult',
  'dtmf',
];

/** Abilities of this phone. Answering is off by default: with an unsuitable phone it would lose the call. */
export function abilitiesOf(phone: AgentPhone): ReadonlySet<Ability> {
  const abilities = new Set<Ability>(ALWAYS);
  if (phone.answer.by !== 'none') abilities.add('answer');
  // A consultation uses the agent's leg, which a phone that holds calls itself does not release.
  if (phone.hold === 'phone') abilities.delete('consult');
  return abilities;
}
