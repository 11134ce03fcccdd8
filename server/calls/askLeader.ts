import type { ExceptionName } from '../../protocol/ExceptionName';
import { CommandFault } from './CommandFault';

/** Sends an errand to the backend that leads, and resolves with its answer. */
export type AskLeader = (text: string) => Promise<string>;

/**
 * Asks the backend that leads by an errand that `answerAsLeader` answers. Fails with a `CommandFault`.
 * @param read of the answer; null: it has another form
 */
export async function askLeader<T>(
  ask: AskLeader,
  order: object,
  read: (text: string) => { readonly found: T } | { readonly fault: ExceptionName } | null,
): Promise<T> {
  const text = await ask(JSON.stringify(order)).catch((cause: unknown) => {
    throw new CommandFault('TelephonyUnavailable', { cause });
  });
  const answer = read(text);
  if (answer === null) throw new CommandFault('NotSupported');
  if ('fault' in answer) throw new CommandFault(answer.fault);
  return answer.found;
}
