import * as v from 'valibot';

/** Largest card, bytes of its JSON in UTF-8. */
export const CARD_BUDGET = 4_096;

/** Open leads and past calls of a card at most; `more_leads` counts the leads that are left out. */
export const MOST_CARD_LEADS = 5;
export const MOST_CARD_CALLS = 3;

const text = v.nullish(v.string());
/** amoCRM's id of a card, digits. */
const id = v.string();
/** Seconds since 1970 by the backend's clock. */
const seconds = v.pipe(v.number(), v.finite());

/**
 * A colleague. `presence`: what their phone does, one of `presences`, kept up to date while the call lives; null: they have
 * none, it is not known, or they are the agent whose card it is.
 */
const colleague = v.object({ name: text, extension: text, presence: text });

/** Why the responsible agent's phone was not rung. The widget shows any other word as no reason. */
export const notRoutedReasons = [
  /** In a call, or it rings at them. */
  'BUSY',
  'DO_NOT_DISTURB',
] as const;

/**
 * What an agent should know while it rings (our extension): field `card` of a call in the status. Sent only to polls that
 * ask for it (`cards` of `get_agent_status`), never longer than `CARD_BUDGET`; a text that is cut ends with `…`. All of it is
 * what the user may view in amoCRM. It is no part of `callSchema`, so that only what shows a card has to read it.
 */
export const callerCardSchema = v.object({
  /** Whom the card is about when it is not the other end of the call: a colleague consults the agent about this client. */
  about_phone: text,
  contact: v.nullish(v.object({ id, name: v.string() })),
  /** Of several contacts of the number (`contact_matches`) the `contact` was chosen by `choose_contact`. */
  is_chosen: v.nullish(v.boolean()),
  company: v.nullish(v.object({ id, name: v.string() })),
  responsible: v.nullish(colleague),
  /** Open leads, the one that the call is likeliest about first. `price` in the account's currency. */
  leads: v.nullish(
    v.array(v.object({ id, name: v.string(), price: v.nullish(v.number()), stage: text, pipeline: text })),
  ),
  more_leads: v.nullish(v.number()),
  /** ISO 4217 code of the account's currency, where there are leads. */
  currency: text,
  /** The open task that is due first. `of`: the card that it belongs to. */
  task: v.nullish(
    v.object({
      id,
      text: v.string(),
      due_at: v.nullish(seconds),
      of: v.nullish(v.object({ kind: v.picklist(['contacts', 'companies', 'leads']), id })),
      responsible: text,
    }),
  ),
  /**
   * Ended calls with this number that the user may view, the newest first. `with`: the agent who talked, else who was called or rung last; null: no
   * agent. `outcome`: `answered`, `missed`, `busy`, `noAnswer`, `rejected` or `failed`. The last talk of which the agent may read what was
   * written is among them, with `note`, however many calls came after it.
   */
  last_calls: v.nullish(
    v.array(
      v.object({
        direction: v.picklist(['INBOUND', 'OUTBOUND']),
        at: seconds,
        /** Whole seconds of talk. */
        talk_seconds: v.number(),
        outcome: text,
        with: text,
        /** What agents have written of it, as far as this one may read it. */
        note: v.nullish(
          v.object({
            /** What it ended with, of the company's list, in each language of the widget; null: nothing was chosen. */
            outcome: v.nullish(v.object({ ru: text, en: text, es: text, pt: text })),
            /** The text that was written last comes first; each but a single one of `with` begins with the name of its author. */
            text,
          }),
        ),
      }),
    ),
  ),
  /** Why it rings here. */
  why: v.nullish(
    v.object({
      /** Queue or line that the caller dialled. */
      via: text,
      /** `/route` named the responsible agent to the dialplan. */
      routed_to: v.nullish(colleague),
      /** The responsible agent whom `/route` did not name, and why: one of `notRoutedReasons`. */
      not_routed: v.nullish(v.object({ name: text, extension: text, reason: v.string() })),
      transferred_by: v.nullish(colleague),
      /** The agent has handed the caller over to them; they did not take the call, so it is back. */
      refused_by: v.nullish(v.object({ name: text })),
      /** They ask about the client of `about_phone`, and may hand the call over. */
      consulted_by: v.nullish(colleague),
    }),
  ),
  /** How old the card's data may be, seconds; missing: it is as it should be. */
  age_seconds: v.nullish(v.number()),
});

/** See `callerCardSchema`. */
export type CallerCard = v.InferOutput<typeof callerCardSchema>;
