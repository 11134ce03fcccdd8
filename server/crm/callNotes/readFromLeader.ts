import * as v from 'valibot';
import {
  callNoteSchema,
  openNotesSchema,
  type WireNote,
  type WireOpenNotes,
} from '../../../protocol/callNote';
import { exceptionNames } from '../../../protocol/ExceptionName';
import { answerAsLeader } from '../../calls/answerAsLeader';
import { askLeader, type AskLeader } from '../../calls/askLeader';
import { CommandFault } from '../../calls/CommandFault';
import { readFoundOrFault } from '../../system/readFoundOrFault';
import { readJson } from '../../system/readJson';
import type { NoteMethods } from './NoteMethods';

const orderSchema = v.union([
  v.object({ note: v.object({ extension: v.string(), call: v.string() }) }),
  v.object({ openNotes: v.object({ extension: v.string() }) }),
]);

type Order = v.InferOutput<typeof orderSchema>;

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
  return answerAsLeader(async () => {
    if (methods === null) throw new CommandFault('NotSupported');
    return 'note' in order
      ? await methods.read(order.note.extension, order.note.call)
      : await methods.open(order.openNotes.extension);
  });
}

function asked<T>(ask: AskLeader, order: Order, schema: v.GenericSchema<unknown, T>): Promise<T> {
  return askLeader(ask, order, (text) => readFoundOrFault(text, schema, exceptionNames));
}
