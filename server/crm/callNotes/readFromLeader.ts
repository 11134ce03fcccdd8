import * as v from 'valibot';
import {
  callNoteSchema,
  openNotesSchema,
  type WireNote,
  type WireOpenNotes,
} from '../../../protocol/callNote';
import { exceptionNames } from '../../../protocol/ExceptionName';
import { CommandFault } from '../../calls/CommandFault';
import { readJson } from '../../system/readJson';
import type { NoteMethods } from './NoteMethods';

const orderSchema = v.union([
  v.object({ note: v.object({ extension: v.string(), call: v.string() }) }),
  v.object({ openNotes: v.object({ extension: v.string() }) }),
]);

type Order = v.InferOutput<typeof orderSchema>;

/** Sends an errand to the backend that leads, and resolves with its answer. */
type AskLeader = (text: string) => Promise<string>;

const faultSchema = v.object({ fault: v.picklist(exceptionNames) });

/** Reads a note by an errand to the backend that leads, which has the notes. Fails with a `CommandFault`. */
export function readFromLeader(
  ask: AskLeader,
  note: { readonly extension: string; readonly call: string },
): Promise<WireNote> {
  return asked(ask, { note }, callNoteSchema);
}

/** As `readFromLeader`, the calls of an agent whose outcome is missing. */
export function openFromLeader(
  ask: AskLeader,
  openNotes: { readonly extension: string },
): Promise<WireOpenNotes> {
  return asked(ask, { openNotes }, openNotesSchema);
}

/** The answer to such an errand; null: it is another one. */
export async function answerNoteErrand(
  text: string,
  methods: Pick<NoteMethods, 'read' | 'open'> | null,
): Promise<string | null> {
  const order = readJson(orderSchema, text);
  if (order === null) return null;
  try {
    if (methods === null) throw new CommandFault('NotSupported');
    const found =
      'note' in order
        ? await methods.read(order.note.extension, order.note.call)
        : await methods.open(order.openNotes.extension);
    return JSON.stringify({ found });
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    return JSON.stringify({ fault: error.reason });
  }
}

async function asked<T>(ask: AskLeader, order: Order, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const text = await ask(JSON.stringify(order)).catch((cause: unknown) => {
    throw new CommandFault('TelephonyUnavailable', { cause });
  });
  const answer = readJson(v.union([v.object({ found: schema }), faultSchema]), text);
  if (answer === null) throw new CommandFault('NotSupported');
  if ('fault' in answer) throw new CommandFault(answer.fault);
  return answer.found;
}
