import * as v from 'valibot';
import { callNoteSchema, openNotesSchema, outcomesSchema } from './callNote';
import { contactsSchema } from './contact';
import { historySchema, recordingLinkSchema } from './history';
import { historyQuery } from './historyQuery';
import { extendedWait, savedNote, setOutcome } from './savedNote';
import { knownStatusSchema } from './knownStatus';
import { missedClientsSchema } from './missedClient';
import { openedSession } from './openedSession';
import { acceptedResult, results } from './results';

const noParams = v.object({});

const dialable = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/** Our extension: the call that is meant. Without it, as in the original protocol, it is the call in conversation. */
const optionalCall = { unique_id: v.optional(id) };

/** Our extension: commands with the same id are carried out once, even if several tabs or computers send them. */
const commandId = { command_id: v.optional(id) };

/** Our extension: a client whom a colleague calls back, or has taken, is not called (`TakenByColleague`). */
const unlessTaken = { unless_taken: v.optional(v.boolean()) };

/**
 * Every method of the wire: name -> schemas of its named parameters and of its result. Unknown fields are ignored.
 * The schemas of results are in results.ts, so that the widget can check results without bundling the parameters.
 */
export const methods = {
  /** Checks that the backend answers and accepts the secret key and this version of the widget. */
  ping: {
    params: noParams,
    result: results.ping,
  },
  /**
   * Our extension: exchanges a token that amoCRM has given to the widget for a session token. Unknown (404) to a backend
   * whose `ping` has no `identity`.
   */
  open_session: {
    params: v.object({
      /** amoCRM's token; missing: it stands in the header `X-Auth-Token`, where the browser asks straight. */
      token: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(4_096))),
    }),
    result: openedSession,
  },
  /**
   * Long poll: answers at once when `current_status` differs from the agent's status, else when the status changes, at
   * the latest after `POLL_WAIT_MS`.
   */
  get_agent_status: {
    params: v.object({
      current_status: v.optional(v.nullable(knownStatusSchema), null),
      /** Our extension: each call of the answer may have a `card` (`callerCardSchema`). */
      cards: v.optional(v.boolean(), false),
      /** Our extension: the status has `missed_clients`, and a change of that list answers the poll too. */
      missed_clients: v.optional(v.boolean(), false),
    }),
    result: results.get_agent_status,
  },
  get_contacts: {
    params: v.object({
      start_with: v.pipe(v.string(), v.maxLength(200)),
      max_results: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    }),
    result: contactsSchema,
  },
  get_last_contacts: {
    params: v.object({ max_results: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)) }),
    result: contactsSchema,
  },
  originate: { params: v.object({ phone: dialable, ...unlessTaken, ...commandId }), result: acceptedResult },
  originate_by_contact: {
    params: v.object({ contact_uuid: dialable, ...unlessTaken, ...commandId }),
    result: acceptedResult,
  },
  /** Blind transfer of the call in conversation. */
  redirect: { params: v.object({ phone: dialable, ...optionalCall, ...commandId }), result: acceptedResult },
  set_mute: {
    params: v.object({ is_mute: v.boolean(), ...optionalCall, ...commandId }),
    result: acceptedResult,
  },
  /** Taking a call off hold puts the agent's other conversation on hold. */
  set_hold: {
    params: v.object({ is_hold: v.boolean(), ...optionalCall, ...commandId }),
    result: acceptedResult,
  },
  hangup: { params: v.object({ ...optionalCall, ...commandId }), result: acceptedResult },
  /** This method and all below are our extension. Answering puts the current conversation on hold. */
  answer: { params: v.object({ unique_id: id, ...commandId }), result: acceptedResult },
  reject: { params: v.object({ unique_id: id, ...commandId }), result: acceptedResult },
  /** First step of an attended transfer: the call goes on hold and the agent's phone calls `phone`. */
  consult: { params: v.object({ phone: dialable, unique_id: id, ...commandId }), result: acceptedResult },
  /** Connects the client with the person consulted. `unique_id`: the consultation. Both calls end for the agent. */
  complete_transfer: { params: v.object({ unique_id: id, ...commandId }), result: acceptedResult },
  /** Ends the consultation `unique_id` and takes the client's call off hold. */
  cancel_transfer: { params: v.object({ unique_id: id, ...commandId }), result: acceptedResult },
  send_dtmf: {
    params: v.object({ digits: v.pipe(v.string(), v.regex(/^[\d*#]{1,32}$/)), unique_id: id, ...commandId }),
    result: acceptedResult,
  },
  /**
   * Of several contacts that have the number of this call, it is this one: shown in the card of the call, and of each later
   * one from or to the number. Not in `methods` of a backend that remembers no choice.
   */
  choose_contact: {
    params: v.object({ unique_id: id, contact_id: v.pipe(v.string(), v.regex(/^\d{1,16}$/)), ...commandId }),
    result: acceptedResult,
  },
  /**
   * The agent has made these cards in amoCRM of the caller of this call: what is read of amoCRM learns of them at once. What
   * they are is asked of amoCRM. Not in `methods` of a backend without amoCRM.
   */
  client_made: {
    params: v.object({
      unique_id: id,
      cards: v.pipe(
        v.array(
          v.object({
            kind: v.picklist(['contacts', 'leads']),
            id: v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/)),
          }),
        ),
        v.minLength(1),
        v.maxLength(2),
      ),
      ...commandId,
    }),
    result: acceptedResult,
  },
  /**
   * What the agent writes of a call in which they dial or talk, up to a day after it. This one and the five below are in
   * `methods` only of a backend whose company asks for outcomes, and only for proven users.
   */
  save_note: { params: savedNote, result: acceptedResult },
  /** How the call ended for the company, which deal's call it was, and what is next. */
  set_outcome: { params: setOutcome, result: acceptedResult },
  /** What was written of a call by its agents, also on another computer and by who has handed it over. */
  get_note: { params: v.object({ unique_id: id }), result: callNoteSchema },
  /** The entry of the call waits longer for its outcome. */
  extend_wait: { params: extendedWait, result: acceptedResult },
  /** The agent's calls whose outcome is missing, also after a reload and on another computer. */
  get_open_notes: { params: noParams, result: openNotesSchema },
  /** The outcomes that the company has agents choose from. */
  get_outcomes: { params: noParams, result: outcomesSchema },
  /**
   * The clients who called the company in vain, as far as the agent may view them. This one and the two below are in `methods`
   * only of a backend that keeps the list, and only for proven users.
   */
  get_missed_clients: { params: noParams, result: missedClientsSchema },
  /** Locks a client of the list for others, or takes the agent's own lock away. */
  take_missed_client: {
    params: v.object({ id, is_taken: v.boolean(), ...commandId }),
    result: acceptedResult,
  },
  /** Takes a client of the list and calls them. */
  call_back: { params: v.object({ id, ...commandId }), result: acceptedResult },
  /**
   * A page of ended calls: the agent's own, or all that they may see. This one and the one below are in `methods` only of a backend
   * with a store, and only for proven users.
   */
  get_history: { params: historyQuery, result: historySchema },
  /** A link of some minutes to the recording of a call that `get_history` shows. It is among the audited methods. */
  get_recording: { params: v.object({ unique_id: id }), result: recordingLinkSchema },
  /** The agent has looked at these missed calls. */
  clear_missed: {
    params: v.object({ unique_ids: v.pipe(v.array(id), v.maxLength(100)) }),
    result: acceptedResult,
  },
} as const;

/** Name of a method of the wire. */
export type Method = keyof typeof methods;

/** Parameters of `M` as the caller gives them. */
export type Params<M extends Method> = v.InferInput<(typeof methods)[M]['params']>;

/** Parameters of `M` as the handler gets them. */
export type ParsedParams<M extends Method> = v.InferOutput<(typeof methods)[M]['params']>;

/** Result of `M`. */
export type Result<M extends Method> = v.InferOutput<(typeof methods)[M]['result']>;

/** A card that an agent has made in amoCRM. */
export type MadeCard = ParsedParams<'client_made'>['cards'][number];

/** Methods of the original protocol, which a backend without our extension has. */
export const originalMethods = [
  'ping',
  'get_agent_status',
  'get_contacts',
  'get_last_contacts',
  'originate',
  'originate_by_contact',
  'redirect',
  'set_mute',
  'set_hold',
  'hangup',
] as const satisfies readonly Method[];

/** Is `name` a method of the wire? Inherited names such as `constructor` are not. */
export function isMethod(name: string): name is Method {
  return Object.prototype.hasOwnProperty.call(methods, name);
}
