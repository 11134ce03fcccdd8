import { joined, sameInAll, type Message } from '../system/Message';
import { usageMessages } from './messages';

/** All commands. */
export const commandNames = ['serve', 'check', 'numbers', 'outbox', 'backup', 'restore', 'forget'] as const;

/** A command of the backend. */
export type CommandName = (typeof commandNames)[number];

const INDENT = sameInAll('  ');

/** How the program is used. @param command null: with all commands */
export function usage(command: CommandName | null): Message {
  const commands = command === null ? commandNames : [command];
  const lines = commands.map((name) => joined([INDENT, usageMessages[name]], ''));
  return joined([usageMessages.head, ...lines, sameInAll(''), usageMessages.foot], '\n');
}
