import { readDialled } from '../../protocol/phoneText';
import type { Agent } from './Agent';
import { CommandFault } from './CommandFault';

/**
 * The number as it is dialled, read out of a text as the widget reads it: digits, `+` in front, `*` and `#` codes; of
 * several the first. The original widget sends a card's text as it stands. Fails with `InvalidNumber`.
 */
export function dialableNumber(text: string): string {
  const number = readDialled(text)?.number ?? '';
  if (!/^(?:\+?\d{2,20}|[*#][\d*#]{1,20})$/.test(number)) throw new CommandFault('InvalidNumber');
  return number;
}

/** The number as it is dialled by the agent, who can't call the own extension. Fails with `InvalidNumber`. */
export function numberToCall(agent: Agent, text: string): string {
  const number = dialableNumber(text);
  if (number === agent.extension) throw new CommandFault('InvalidNumber');
  return number;
}
