import * as v from 'valibot';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const unix = v.pipe(v.number(), v.integer(), v.minValue(1_000_000_000), v.maxValue(9_999_999_999));
const text = v.pipe(v.string(), v.minLength(1));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const responsible = v.union([id, text]);

const phoneField = v.strictObject({
  field_code: v.literal('PHONE'),
  values: v.pipe(v.array(v.strictObject({ value: text, enum_code: v.literal('WORK') })), v.minLength(1)),
});

const one = <S extends v.GenericSchema>(schema: S): v.GenericSchema<unknown, v.InferOutput<S>[]> =>
  v.pipe(v.array(schema), v.minLength(1), v.maxLength(50));

/** `POST /api/v4/calls`, as it is documented. */
export const postedCalls = one(
  v.strictObject({
    direction: v.picklist(['inbound', 'outbound']),
    duration: v.pipe(v.number(), v.integer(), v.minValue(0)),
    source: text,
    phone: v.pipe(v.string(), v.regex(/(\d\D*){5}/)),
    uniq: v.optional(text),
    link: v.optional(v.pipe(v.string(), v.url())),
    call_result: v.optional(text),
    call_status: v.optional(v.picklist([1, 2, 3, 4, 5, 6, 7])),
    call_responsible: v.optional(responsible),
    responsible_user_id: v.optional(id),
    created_by: v.optional(id),
    created_at: v.optional(unix),
    request_id: v.optional(text),
  }),
);

/** `POST /api/v4/leads/unsorted/sip`. */
export const postedUnsorted = one(
  v.strictObject({
    source_name: text,
    source_uid: text,
    pipeline_id: v.optional(id),
    created_at: v.optional(unix),
    metadata: v.strictObject({
      from: text,
      phone: text,
      called_at: unix,
      duration: v.pipe(v.number(), v.integer(), v.minValue(0)),
      link: v.optional(v.pipe(v.string(), v.url())),
      service_code: text,
      uniq: text,
      is_call_event_needed: v.optional(v.boolean()),
      call_responsible: v.optional(responsible),
    }),
    _embedded: v.strictObject({
      leads: v.array(v.strictObject({ name })),
      contacts: v.array(v.strictObject({ name, custom_fields_values: v.array(phoneField) })),
    }),
  }),
);

/** `POST /api/v4/contacts`. */
export const postedContacts = one(
  v.strictObject({
    name,
    responsible_user_id: v.optional(id),
    custom_fields_values: v.optional(v.array(phoneField), []),
  }),
);

/** `POST /api/v4/tasks`. */
export const postedTasks = one(
  v.strictObject({
    text,
    complete_till: unix,
    task_type_id: v.optional(id),
    responsible_user_id: v.optional(id),
    entity_id: v.optional(id),
    entity_type: v.optional(v.picklist(['leads', 'contacts', 'companies', 'customers'])),
  }),
);

/** `PATCH /api/v4/tasks/{id}`: what completes a task goes together. */
export const completedTask = v.strictObject({
  is_completed: v.literal(true),
  result: v.strictObject({ text }),
});

const callParams = v.strictObject({
  uniq: text,
  duration: v.pipe(v.number(), v.integer(), v.minValue(0)),
  source: text,
  phone: text,
  link: v.optional(v.pipe(v.string(), v.url())),
  call_result: v.optional(text),
  call_status: v.optional(v.picklist([1, 2, 3, 4, 5, 6, 7])),
  call_responsible: v.optional(responsible),
});

const noteAuthor = {
  entity_id: id,
  responsible_user_id: v.optional(id),
  created_by: v.optional(id),
  created_at: v.optional(unix),
};

/** `POST /api/v4/{kind}/notes`. */
export const postedNotes = one(
  v.variant('note_type', [
    v.strictObject({ ...noteAuthor, note_type: v.literal('common'), params: v.strictObject({ text }) }),
    v.strictObject({ ...noteAuthor, note_type: v.picklist(['call_in', 'call_out']), params: callParams }),
  ]),
);

/** `PATCH /api/v4/{kind}/notes`. */
export const changedNotes = one(
  v.strictObject({ id, entity_id: id, note_type: v.literal('common'), params: v.strictObject({ text }) }),
);

/** `POST /oauth2/access_token`. */
export const postedGrant = v.variant('grant_type', [
  v.strictObject({
    grant_type: v.literal('refresh_token'),
    refresh_token: text,
    client_id: text,
    client_secret: text,
    redirect_uri: text,
  }),
  v.strictObject({
    grant_type: v.literal('authorization_code'),
    code: text,
    client_id: text,
    client_secret: text,
    redirect_uri: text,
  }),
]);

const list = ['limit', 'page'];
const notes = [...list, 'filter[note_type][]', 'filter[updated_at][from]'];

const byId = 'filter[id][]';
const changed = [...list, byId, 'order[updated_at]', 'filter[updated_at][from]'];

/** Parameters that are documented and used, by path. */
export const queries = new Map<string, readonly string[]>([
  ['/api/v4/account', []],
  ['/api/v4/users', list],
  ['/api/v4/contacts', [...changed, 'with', 'query']],
  ['/api/v4/companies', [...changed, 'with', 'query']],
  ['/api/v4/leads', [...changed, 'with']],
  ['/api/v4/leads/pipelines', []],
  ['/api/v4/leads/unsorted', [...list, 'filter[category][]', 'order[created_at]']],
  ['/api/v4/tasks', [...list, byId, 'order[id]', 'filter[updated_at][from]', 'filter[is_completed]']],
  ['/api/v4/events', [...list, 'filter[created_at][from]', 'filter[type]']],
  ...['contacts', 'companies', 'leads', 'customers'].map((type) => [`/api/v4/${type}/notes`, notes] as const),
]);
