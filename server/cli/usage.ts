import { joined, sameInAll, type Message } from '../system/Message';
import { usageMessages } from './messages';

/** The commands, in the order of the usage text. */
export const commandNames = [
  'serve',
  'check',
  'numbers',
  'outbox',
  'backup',
  'restore',
  'forget',
  'losses',
] as const;

/** One of `commandNames`. */
export type CommandName = (typeof commandNames)[number];

const INDENT = sameInAll('  ');

/** The usage text. @param command the only one to explain; null: all */
export function usage(command: CommandName | null): Message {
  const commands = command === null ? commandNames : [command];
  const lines = commands.map((name) => joined([INDENT, usageMessages[name]], ''));
  return joined([usageMessages.head, ...lines, sameInAll(''), usageMessages.foot], '\n');
}
