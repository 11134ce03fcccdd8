import { AmoAccount } from '../../sandbox/amo/AmoAccount';
import { AmoApi, type ApiRequest } from '../../sandbox/amo/AmoApi';
import type { ApiAnswer } from '../../sandbox/amo/ApiAnswer';
import { numberOf } from '../../sandbox/phonebook';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { scenarioContacts, userIds } from '../../sandbox/business/Business';

const TOKEN = 'the-token-of-the-account';
const NOW = 1_763_700_000;

let account: AmoAccount;
let api: AmoApi;
let ms: number;

beforeEach(() => {
  ms = 0;
  account = new AmoAccount({ ...russianBusiness, tasks: [], pastCalls: [] }, () => NOW);
  api = new AmoApi(account, TOKEN, () => ms);
});

/** Sends a request of an integration, each in a second of its own. */
function ask(method: string, address: string, more: Partial<ApiRequest> = {}): ApiAnswer {
  ms += 1_000;
  const { pathname: path, searchParams: query } = new URL(address, 'http://sandbox/api/v4/');
  return api.answer({ method, path, query, authorization: `Bearer ${TOKEN}`, body: null, ...more });
}

function post(path: string, ...items: object[]): ApiAnswer {
  return ask('POST', path, { body: JSON.stringify(items) });
}

const call = {
  direction: 'inbound',
  duration: 42,
  source: 'AsteriskNG',
  phone: numberOf(scenarioContacts.second),
  uniq: 'call-1',
  call_status: 4,
  link: 'http://127.0.0.1/recording.wav',
  call_responsible: userIds.second,
  responsible_user_id: userIds.second,
  created_by: userIds.second,
  created_at: NOW,
};

const unsorted = {
  source_name: 'AsteriskNG',
  source_uid: 'call:2',
  metadata: {
    from: '+79995550011',
    phone: '+79995550011',
    called_at: NOW,
    duration: 0,
    service_code: 'asterisk_ng',
    uniq: '2',
    call_responsible: userIds.first,
  },
  _embedded: { leads: [{ name: 'Звонок +79995550011' }] },
};

const task = { text: 'Перезвонить', complete_till: NOW + 1_800, responsible_user_id: userIds.first };

test.each([null, '', TOKEN, 'Bearer another-token'])('the key %s is refused', (authorization) => {
  expect(ask('GET', 'contacts', { authorization })).toEqual({
    status: 401,
    type: 'application/problem+json',
    body: { title: 'Unauthorized', type: 'https://httpstatus.es/401', status: 401 },
  });
  ask('POST', 'calls', { authorization, body: JSON.stringify([call]) });
  expect(account.life.calls).toEqual([]);
});

test.each(['', '[{', 'null', 'phone=1'])('the body %j is refused as not JSON', (body) => {
  expect(ask('POST', 'calls', { body })).toMatchObject({
    status: 400,
    type: 'application/problem+json',
    body: { title: 'Bad Request', status: 400, detail: 'Invalid JSON' },
  });
});

test.each<[string, string, object, string]>([
  ['a call without a number', 'calls', { ...call, phone: undefined }, '0.phone'],
  ['a number of four digits', 'calls', { ...call, phone: '1234' }, '0.phone'],
  ['a duration as text', 'calls', { ...call, duration: '42' }, '0.duration'],
  ['a time in milliseconds', 'calls', { ...call, created_at: NOW * 1_000 }, '0.created_at'],
  ['an unknown status', 'calls', { ...call, call_status: 8 }, '0.call_status'],
  ['a link that is not a URL', 'calls', { ...call, link: 'recording.wav' }, '0.link'],
  ['an unknown field', 'calls', { ...call, colour: 'red' }, '0.colour'],
  ['a user who does not exist', 'calls', { ...call, created_by: 5 }, '0.created_by'],
  [
    'an unsorted call of a user who does not exist',
    'leads/unsorted/sip',
    { ...unsorted, metadata: { ...unsorted.metadata, call_responsible: 5 } },
    '0.metadata.call_responsible',
  ],
  [
    'an unsorted call without a time',
    'leads/unsorted/sip',
    { ...unsorted, metadata: { ...unsorted.metadata, called_at: undefined } },
    '0.metadata.called_at',
  ],
  ['a task without a time', 'tasks', { ...task, complete_till: undefined }, '0.complete_till'],
  ['a task with the id but not the type of its card', 'tasks', { ...task, entity_id: 1_001 }, '0'],
  [
    'a task for a card that does not exist',
    'tasks',
    { ...task, entity_id: 77, entity_type: 'contacts' },
    '0.entity_id',
  ],
  ['a contact without a name', 'contacts', { custom_fields_values: [] }, '0.name'],
])('%s is refused as amoCRM does, and is not stored', (_what, path, item, at) => {
  const before = account.life;
  expect(post(path, item)).toMatchObject({
    status: 400,
    type: 'application/problem+json',
    body: { title: 'Bad Request', status: 400, 'validation-errors': [{ errors: [{ path: at }] }] },
  });
  expect(account.life).toEqual(before);
});

test.each(['calls?page=1', 'tasks?limit=251', 'tasks?page=0', 'contacts?phone=1'])(
  'a request with an invalid parameter is refused: %s',
  (path) => {
    expect(ask('GET', path).status).toBe(path.startsWith('calls') ? 404 : 400);
  },
);

test('the eighth request in a second is refused, and a second later requests are accepted', () => {
  const quickly = (): number =>
    api.answer({
      method: 'GET',
      path: '/api/v4/account',
      query: new URLSearchParams(),
      authorization: `Bearer ${TOKEN}`,
      body: null,
    }).status;
  expect(Array.from({ length: 8 }, quickly)).toEqual([...Array.from({ length: 7 }, () => 200), 429]);
  ms += 1_001;
  expect(quickly()).toBe(200);
});

test('a call is added to the only open lead of its contact, and found there by its key', () => {
  expect(post('calls', call)).toMatchObject({
    status: 200,
    body: { _total_items: 1, _embedded: { calls: [{ entity_id: 2_003, entity_type: 'lead' }] } },
  });
  expect(account.life.calls).toMatchObject([
    { card: { kind: 'leads', id: '2003' }, duration: 42, who: userIds.second, link: call.link, at: NOW },
  ]);
  const notes = 'notes?filter[note_type][]=call_in&filter[note_type][]=call_out&filter[updated_at][from]=';
  expect(ask('GET', `leads/${notes}${NOW}`)).toMatchObject({
    body: { _embedded: { notes: [{ entity_id: 2_003, note_type: 'call_in', params: { uniq: 'call-1' } }] } },
  });
  expect(ask('GET', `leads/${notes}${NOW + 1}`)).toMatchObject({ status: 204, body: null });
  expect(ask('GET', `contacts/${notes}${NOW}`)).toMatchObject({ status: 204, body: null });
});

test('a call is added to the card that a note of it names, whichever it is', () => {
  const { phone, duration, source, uniq, link, created_at } = call;
  const params = { phone, duration, source, uniq, link };
  const posted = { entity_id: 1_001, note_type: 'call_out', params, created_at };
  expect(post('contacts/notes', posted)).toMatchObject({
    status: 200,
    body: { _embedded: { notes: [{ entity_id: 1_001 }] } },
  });
  expect(account.life.calls).toMatchObject([
    { card: { kind: 'contacts', id: '1001' }, direction: 'outbound', duration: 42, uniq: 'call-1' },
  ]);
  expect(post('contacts/notes', { ...posted, entity_id: 4_711 })).toMatchObject({ status: 400 });
  expect(account.life.calls).toHaveLength(1);
});

test('a call of a number without a card is refused; as an unsorted caller it is kept once', () => {
  expect(post('calls', { ...call, phone: '+79995550011' })).toMatchObject({
    status: 400,
    body: { _total_items: 0, errors: [{ title: 'Entity not found', status: 263 }] },
  });
  expect(account.life.calls).toEqual([]);
  expect(post('leads/unsorted/sip', unsorted).status).toBe(200);
  expect(post('leads/unsorted/sip', unsorted).status).toBe(400);
  expect(account.life.unsorted).toMatchObject([{ name: 'Звонок +79995550011', sourceUid: 'call:2' }]);
  expect(ask('GET', 'leads/unsorted?filter[category][]=sip&order[created_at]=desc')).toMatchObject({
    body: { _embedded: { unsorted: [{ source_uid: 'call:2' }] } },
  });
});

test('an accepted caller becomes a contact with a lead, and the next call is added to that lead', () => {
  post('leads/unsorted/sip', unsorted);
  const [{ uid } = { uid: '' }] = account.life.unsorted;
  const lead = account.accept(uid, userIds.first);
  expect(account.accept(uid, userIds.first)).toBeNull();
  expect(account.life).toMatchObject({ unsorted: [], calls: [{ card: { kind: 'leads', id: lead?.id } }] });
  post('calls', { ...call, phone: '+79995550011' });
  expect(account.life.calls.map(({ card }) => card.id)).toEqual([lead?.id, lead?.id]);
});

test('an open task is found, a finished one is not', () => {
  expect(post('tasks', { ...task, entity_id: 2_003, entity_type: 'leads' }).status).toBe(200);
  expect(ask('GET', 'tasks?filter[is_completed]=0')).toMatchObject({
    body: { _embedded: { tasks: [{ text: 'Перезвонить', created_at: NOW }] } },
  });
  account.finishTask(account.life.tasks[0]?.id ?? 0);
  expect(ask('GET', 'tasks?filter[is_completed]=0').status).toBe(204);
});

test('a reset removes all calls, unsorted callers and tasks', () => {
  const before = account.life;
  post('calls', call);
  post('leads/unsorted/sip', unsorted);
  post('tasks', task);
  post('contacts', { name: 'Новый' });
  account.startOver({ ...russianBusiness, tasks: [], pastCalls: [] });
  expect(account.life).toEqual(before);
});

test('what an index reads is there: changes by time, leads with contact and stage, open tasks with their card', () => {
  account.startOver(russianBusiness);
  const contact = account.addContact({ name: 'Новый', phones: ['+7 495 012-34-99'] });
  const changed = `filter[updated_at][from]=${NOW}&order[updated_at]=asc`;
  expect(ask('GET', `contacts?${changed}`)).toMatchObject({
    body: { _embedded: { contacts: [{ id: Number(contact.id), updated_at: NOW }] } },
  });
  expect(ask('GET', `leads?${changed}`).status).toBe(204);
  const [bar, tables] = ['2006', '2005'].map((id) => `leads?with=contacts&filter[id][]=${id}`);
  const lead = { status_id: 102, pipeline_id: 1, _embedded: { contacts: [{ id: 1_013 }] } };
  expect(ask('GET', bar!)).toMatchObject({ body: { _embedded: { leads: [lead] } } });
  expect(ask('GET', tables!)).toMatchObject({ body: { _embedded: { leads: [{ status_id: 103 }] } } });
  expect(ask('GET', 'leads/pipelines')).toMatchObject({
    body: { _embedded: { pipelines: [{ id: 1, _embedded: { statuses: russianBusiness.stages } }] } },
  });
  expect(ask('GET', 'tasks?filter[is_completed]=0&order[id]=asc&limit=1')).toMatchObject({
    body: { _embedded: { tasks: [{ entity_id: 2_001, entity_type: 'leads', updated_at: NOW }] } },
  });
  expect(ask('GET', `events?filter[created_at][from]=${NOW}&filter[type]=lead_deleted`).status).toBe(204);
});
