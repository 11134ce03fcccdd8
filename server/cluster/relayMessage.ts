import * as v from 'valibot';
import { exceptionNames } from '../../protocol/ExceptionName';

/** A command as it went through JSON. What its parameters are, only its method knows: who runs it parses them. */
const commandSchema = v.object({ method: v.string(), extension: v.string(), params: v.looseObject({}) });

/** Messages that backends send to each other's inboxes. */
export const relayMessageSchema = v.variant('type', [
  v.object({ type: v.literal('ask'), id: v.string(), from: v.string(), command: commandSchema }),
  /** `fault` null: the command has succeeded. */
  v.object({ type: v.literal('answer'), id: v.string(), fault: v.nullable(v.picklist(exceptionNames)) }),
]);
