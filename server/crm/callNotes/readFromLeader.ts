import * as v from 'valibot';
import { callNoteSchema, type WireNote } from '../../../protocol/callNote';
import { exceptionNames } from '../../../protocol/ExceptionName';
import { CommandFault } from '../../calls/CommandFault';
import { readJson } from '../../system/readJson';
import type { NoteMethods } from './NoteMethods';

const orderSchema = v.object({ note: v.object({ extension: v.string(), call: v.string() }) });

const answerSchema = v.union([
  v.object({ note: callNoteSchema }),
  v.object({ fault: v.picklist(exceptionNames) }),
]);

/**
 * Reads a note by an errand to the backend that leads, which has the notes. Fails with a `CommandFault`.
 * @param ask sends the errand, and resolves with its answer
 */
export async function readFromLeader(
  ask: (text: string) => Promise<string>,
  extension: string,
  call: string,
): Promise<WireNote> {
  const text = await ask(JSON.stringify({ note: { extension, call } })).catch((cause: unknown) => {
    throw new CommandFault('TelephonyUnavailable', { cause });
  });
  const answer = readJson(answerSchema, text);
  if (answer === null) throw new CommandFault('NotSupported');
  if ('fault' in answer) throw new CommandFault(answer.fault);
  return answer.note;
}

/** The answer to such an errand; null: it is another one. */
export async function answerNoteErrand(
  text: string,
  methods: Pick<NoteMethods, 'read'> | null,
): Promise<string | null> {
  const order = readJson(orderSchema, text)?.note;
  if (order === undefined) return null;
  try {
    if (methods === null) throw new CommandFault('NotSupported');
    return JSON.stringify({ note: await methods.read(order.extension, order.call) });
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    return JSON.stringify({ fault: error.reason });
  }
}
