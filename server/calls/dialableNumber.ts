import { readDialled } from '../../protocol/readPhones';
import type { Agent } from './Agent';
import { CommandFault } from './CommandFault';

/**
 * Reads the number to dial out of a text, by the widget's own rules: 2 to 20 digits, 7 with `+` in front, or a code of
 * digits that begins with `*` or `#`; of several numbers the first. So no `+` makes an
 * extension a number outside of the office, nor the reverse. The original widget sends the text of a card
 * unchanged. Fails with `InvalidNumber`.
 */
export function dialableNumber(text: string): string {
  const number = readDialled(text)?.number ?? '';
  if (!/^(?:\+\d{7,20}|\d{2,20}|[*#][\d*#]{1,20})$/.test(number)) throw new CommandFault('InvalidNumber');
  return number;
}

/** Reads the number that the agent wants to dial. Fails with `InvalidNumber`, also for the agent's own extension. */
export function numberToCall(agent: Agent, text: string): string {
  const number = dialableNumber(text);
  if (number === agent.extension) throw new CommandFault('InvalidNumber');
  return number;
}
