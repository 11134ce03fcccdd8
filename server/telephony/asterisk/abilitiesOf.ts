import type { Ability } from '../../../protocol/callCommand';
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

/** What works with this phone. Answering from the screen is never taken for granted: a wrong phone loses the call. */
export function abilitiesOf(phone: AgentPhone): ReadonlySet<Ability> {
  const abilities = new Set<Ability>(ALWAYS);
  if (phone.answer.by !== 'none') abilities.add('answer');
  // A phone that holds by itself can't consult with the same line.
  if (phone.hold === 'phone') abilities.delete('consult');
  return abilities;
}
