import * as v from 'valibot';
import { agentStatusSchema } from './agentStatus';
import { contactSchema } from './contact';

const none = v.object({});

/** Answer of a command: only that it was accepted counts, whatever stands in `result`. */
const accepted = v.pipe(
  v.unknown(),
  v.transform(() => null),
);

const dialable = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));

/** Every method of the wire: name -> schemas of its named parameters and of its result. Unknown fields are ignored. */
export const methods = {
  /** Is the backend there, is the key right, does it take this version of the widget? */
  ping: { params: none, result: v.object({ ping: v.literal('pong') }) },
  /** Long poll: answers at once when `current_status` is wrong, else when it changes, else after the hold. */
  get_agent_status: {
    params: v.object({ current_status: v.optional(v.nullable(agentStatusSchema), null) }),
    result: agentStatusSchema,
  },
  get_contacts: {
    params: v.object({
      start_with: v.pipe(v.string(), v.maxLength(200)),
      max_results: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    }),
    result: v.array(contactSchema),
  },
  get_last_contacts: {
    params: v.object({ max_results: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)) }),
    result: v.array(contactSchema),
  },
  originate: { params: v.object({ phone: dialable }), result: accepted },
  originate_by_contact: { params: v.object({ contact_uuid: dialable }), result: accepted },
  /** Blind transfer of the call in conversation. */
  redirect: { params: v.object({ phone: dialable }), result: accepted },
  set_mute: { params: v.object({ is_mute: v.boolean() }), result: accepted },
  set_hold: { params: v.object({ is_hold: v.boolean() }), result: accepted },
  hangup: { params: none, result: accepted },
} as const;

/** Name of a method of the wire. */
export type Method = keyof typeof methods;

/** Parameters of `M` as the caller gives them. */
export type Params<M extends Method> = v.InferInput<(typeof methods)[M]['params']>;

/** Parameters of `M` as the handler gets them. */
export type ParsedParams<M extends Method> = v.InferOutput<(typeof methods)[M]['params']>;

/** Result of `M`. */
export type Result<M extends Method> = v.InferOutput<(typeof methods)[M]['result']>;

/** Is `name` a method of the wire? Names such as `constructor` are not. */
export function isMethod(name: string): name is Method {
  return Object.prototype.hasOwnProperty.call(methods, name);
}
