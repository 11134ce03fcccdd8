import type { Agent } from './Agent';
import { CommandFault } from './CommandFault';

/** What may stand in a number besides what is dialled. */
const SEPARATORS = /[\s().-]/g;

/** The number as it is dialled: digits, `+` in front, `*` and `#` codes. Fails with `InvalidNumber`. */
export function dialableNumber(text: string): string {
  const number = text.replace(SEPARATORS, '');
  if (!/^(?:\+?\d{2,20}|[*#][\d*#]{1,20})$/.test(number)) throw new CommandFault('InvalidNumber');
  return number;
}

/** The number as it is dialled by the agent, who can't call the own extension. Fails with `InvalidNumber`. */
export function numberToCall(agent: Agent, text: string): string {
  const number = dialableNumber(text);
  if (number === agent.extension) throw new CommandFault('InvalidNumber');
  return number;
}
