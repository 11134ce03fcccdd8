import * as v from 'valibot';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
/** s since 1970. */
const unix = v.pipe(v.number(), v.integer(), v.minValue(1_000_000_000), v.maxValue(9_999_999_999));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const link = v.pipe(
  v.string(),
  v.check((one) => URL.canParse(one) && /^https?:/.test(one), 'an address with http is expected'),
);
const phone = v.pipe(v.string(), v.regex(/(?:\d\D*){5}/, 'at least five digits'));
/** A user's id, or a name to show. */
const responsible = v.union([id, text]);

/** A list of 1 to 250 items. */
const batch = <S extends v.GenericSchema>(item: S): v.GenericSchema<unknown, v.InferOutput<S>[]> =>
  v.pipe(v.array(item), v.minLength(1), v.maxLength(250));

const phoneField = v.strictObject({
  field_code: v.picklist(['PHONE', 'EMAIL']),
  values: v.pipe(v.array(v.strictObject({ value: text, enum_code: v.optional(v.string()) })), v.minLength(1)),
});

/** Body of `POST /api/v4/calls`. */
export const postedCalls = batch(
  v.strictObject({
    direction: v.picklist(['inbound', 'outbound']),
    duration: seconds,
    source: text,
    phone,
    uniq: v.optional(text),
    link: v.optional(link),
    call_result: v.optional(text),
    call_status: v.optional(v.picklist([1, 2, 3, 4, 5, 6, 7])),
    call_responsible: v.optional(responsible),
    responsible_user_id: v.optional(id),
    created_by: v.optional(id),
    updated_by: v.optional(id),
    created_at: v.optional(unix),
    updated_at: v.optional(unix),
    request_id: v.optional(text),
  }),
);

export type PostedCall = v.InferOutput<typeof postedCalls>[number];

/** A text that someone has written on a card. */
const postedText = v.strictObject({
  entity_id: id,
  note_type: v.literal('common'),
  params: v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)) }),
  responsible_user_id: v.optional(id),
  created_by: v.optional(id),
  request_id: v.optional(text),
});

/** Body of `PATCH /api/v4/{leads,contacts}/notes`: texts that have changed. */
export const patchedTexts = batch(
  v.strictObject({
    id,
    entity_id: v.optional(id),
    note_type: v.literal('common'),
    params: postedText.entries.params,
  }),
);

/** Body of `POST /api/v4/{leads,contacts}/notes`: texts, and calls' entries on a card that the integration names. */
export const postedNotes = batch(
  v.variant('note_type', [
    postedText,
    v.strictObject({
      entity_id: id,
      note_type: v.picklist(['call_in', 'call_out']),
      params: v.strictObject({
        uniq: text,
        duration: seconds,
        source: text,
        phone,
        link: v.optional(link),
        call_result: v.optional(text),
        call_status: v.optional(v.picklist([1, 2, 3, 4, 5, 6, 7])),
        call_responsible: v.optional(responsible),
      }),
      responsible_user_id: v.optional(id),
      created_by: v.optional(id),
      created_at: v.optional(unix),
      request_id: v.optional(text),
    }),
  ]),
);

/** Body of `POST /api/v4/leads/unsorted/sip`. */
export const postedUnsorted = batch(
  v.strictObject({
    source_name: text,
    source_uid: text,
    pipeline_id: v.optional(id),
    created_at: v.optional(unix),
    request_id: v.optional(text),
    metadata: v.strictObject({
      from: text,
      phone,
      called_at: unix,
      duration: seconds,
      link: v.optional(link),
      service_code: text,
      uniq: text,
      is_call_event_needed: v.optional(v.boolean(), true),
      call_responsible: v.optional(responsible),
    }),
    _embedded: v.optional(
      v.strictObject({
        leads: v.optional(v.array(v.strictObject({ name })), []),
        contacts: v.optional(
          v.array(v.strictObject({ name, custom_fields_values: v.optional(v.array(phoneField), []) })),
          [],
        ),
      }),
      {},
    ),
  }),
);

export type PostedUnsorted = v.InferOutput<typeof postedUnsorted>[number];

const postedContact = v.strictObject({
  name,
  responsible_user_id: v.optional(id),
  custom_fields_values: v.optional(v.array(phoneField), []),
  request_id: v.optional(text),
});

/** Body of `POST /api/v4/contacts`. */
export const postedContacts = batch(postedContact);

/** The numbers in a posted contact. */
export function phonesIn(fields: readonly v.InferOutput<typeof phoneField>[]): readonly string[] {
  return fields
    .filter(({ field_code }) => field_code === 'PHONE')
    .flatMap(({ values }) => values.map(({ value }) => value));
}

const leadWith = <S extends v.GenericSchema>(contact: S) =>
  v.strictObject({
    name,
    responsible_user_id: v.optional(id),
    _embedded: v.strictObject({ contacts: v.pipe(v.array(contact), v.length(1)) }),
  });

/** Body of `POST /api/v4/leads`: leads of contacts that are there. */
export const postedLeads = batch(leadWith(v.strictObject({ id })));

/** Body of `POST /api/v4/leads/complex`: leads with a new contact each. */
export const postedComplexLeads = batch(leadWith(postedContact));

/** Body of `POST /api/v4/tasks`. */
export const postedTasks = batch(
  v.pipe(
    v.strictObject({
      text,
      complete_till: unix,
      task_type_id: v.optional(id),
      responsible_user_id: v.optional(id),
      entity_id: v.optional(id),
      entity_type: v.optional(v.picklist(['leads', 'contacts', 'companies', 'customers'])),
      request_id: v.optional(text),
    }),
    v.check(
      ({ entity_id, entity_type }) => (entity_id === undefined) === (entity_type === undefined),
      'entity_id and entity_type go together',
    ),
  ),
);

/** Body of `PATCH /api/v4/tasks/{id}`: `is_completed` and `result` go together. Other changes are not imitated. */
export const completedTask = v.strictObject({
  is_completed: v.literal(true),
  result: v.strictObject({ text }),
});

export type PostedTask = v.InferOutput<typeof postedTasks>[number];
