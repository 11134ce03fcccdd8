import * as v from 'valibot';
import { exceptionNames } from '../../protocol/ExceptionName';

/** Parameters of a command, as they went through JSON. */
const paramsSchema = v.record(
  v.string(),
  v.union([v.string(), v.number(), v.boolean(), v.array(v.string())]),
);

const commandSchema = v.object({ method: v.string(), extension: v.string(), params: paramsSchema });

/** Messages that backends send to each other's inboxes. */
export const relayMessageSchema = v.variant('type', [
  v.object({ type: v.literal('ask'), id: v.string(), from: v.string(), command: commandSchema }),
  /** `fault` null: the command has succeeded. */
  v.object({ type: v.literal('answer'), id: v.string(), fault: v.nullable(v.picklist(exceptionNames)) }),
]);
