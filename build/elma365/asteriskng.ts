/*
 * Модуль телефонии для ELMA365: AsteriskNG. AsteriskNG 1.0.0.
 * Вставьте этот файл целиком в модуль ELMA365, вкладка «Скрипты»; сохраните и опубликуйте.
 * Установка и настройки: docs/ELMA365.md. Файл собран из elma365/: правьте там, затем npm run build.elma365.
 */

// ---- core/answer.ts ----

/** An answer to the telephone system. The platform has no known way to set a header. */
function answer(status: number, content: object): VoipWebhookParseResult {
  return { response: new HttpResponse().status(status).content(JSON.stringify(content)) };
}

/** A push that changes nothing: accepted, with the reason in the answer for those who debug. */
function ignored(why: string): VoipWebhookParseResult {
  return answer(200, { ignored: why });
}

// ---- core/member.ts ----

/** A field of a value that came from outside; undefined when it is no object. */
function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A string or number that came from outside, as text; empty for all else. */
function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

// ---- core/fault.ts ----

/** Name of the errors whose text is meant for a person. */
const FAULT = 'VoipFault';

/** What went wrong, in plain words that may be shown to a person. Holds no secret. */
function fault(text: string): Error {
  const error = new Error(text);
  // A class of its own would lose its kind where the platform compiles to an old JavaScript.
  error.name = FAULT;
  return error;
}

/** Text for a person of anything thrown. The text of errors that are not ours is left out: it may hold a secret. */
function faultText(thrown: unknown): string {
  return thrown instanceof Error && thrown.name === FAULT ? thrown.message : 'Внутренняя ошибка модуля.';
}

// ---- core/storedEntry.ts ----

/** How many entries are kept. The platform's storage has no known way to remove one, so places are used again. */
const PLACES = 128;

/** The value stored under the key; undefined when there is none, or another key has taken its place. Never fails. */
async function readEntry(key: string): Promise<unknown> {
  try {
    const stored: unknown = await Namespace.storage.getItem(placeOf(key));
    if (typeof stored !== 'string') return undefined;
    const entry: unknown = JSON.parse(stored);
    if (typeof entry !== 'object' || entry === null || Reflect.get(entry, 'key') !== key) return undefined;
    return Reflect.get(entry, 'value');
  } catch {
    // Without the storage events still go to ELMA365, with less known about them.
    return undefined;
  }
}

/** Stores a value under the key, until another key takes its place. Never fails. */
async function writeEntry(key: string, value: object): Promise<void> {
  try {
    await Namespace.storage.setItem(placeOf(key), JSON.stringify({ key, value }));
  } catch {
    return;
  }
}

function placeOf(key: string): string {
  let sum = 7;
  for (let at = 0; at < key.length; at += 1) sum = (sum * 31 + key.charCodeAt(at)) % 1000003;
  return 'call' + String(sum % PLACES);
}

// ---- core/webLink.ts ----

/**
 * A link that may be given to a browser: http or https with a host, else empty.
 * @param hosts hosts that are allowed, with all below them; an empty list allows all
 */
function webLink(text: string, hosts: readonly string[]): string {
  const link = text.trim();
  // No user name before the host, nothing that a browser would read as another address.
  const match = /^https?:\/\/([a-z\d.-]+|\[[a-f\d:.]+\])(?::\d{1,5})?(?:[/?#][^\s"<>\\]*)?$/i.exec(link);
  if (match === null) return '';
  const host = (match[1] ?? '').toLowerCase();
  const isAllowed =
    hosts.length === 0 || hosts.some((one) => host === one || host.slice(-one.length - 1) === '.' + one);
  return isAllowed ? link : '';
}

// ---- core/recordingLink.ts ----

/**
 * The recording's address out of what a record was given as `call`. Fails with a fault when there is none.
 * @param hosts hosts that are allowed; an empty list allows all
 */
function recordingLink(callData: unknown, hosts: readonly string[]): string {
  // A platform may give the value back as the text that it stored.
  const call = typeof callData === 'string' ? parsedCall(callData) : callData;
  const stored = textOf(member(call, 'link'));
  if (stored === '') throw fault('У этого звонка нет записи разговора.');
  const link = webLink(stored, hosts);
  if (link === '') throw fault('Адрес записи разговора не разрешён: нужен http или https и известный узел.');
  return link;
}

function parsedCall(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { link: text };
  }
}

// ---- core/sameSecret.ts ----

/**
 * Compares a secret with ours in a time that does not depend on where they differ. Our secret being empty, nothing
 * equals it.
 */
function sameSecret(own: string, given: string): boolean {
  let difference = own.length === 0 ? 1 : own.length ^ given.length;
  // As many steps as the given text has, so that the own one's length does not show either.
  for (let at = 0; at < given.length; at += 1) {
    difference |= given.charCodeAt(at) ^ own.charCodeAt(own.length === 0 ? 0 : at % own.length);
  }
  return difference === 0;
}

// ---- core/callWords.ts ----

/** Which way a call with a client goes. */
type CallWay = 'in' | 'out';

/** Where an operator's phone stands in a call. */
type CallStage = 'start' | 'answer' | 'end';

/** How a call ended, or that this is not known. */
type CallOutcome = 'answered' | 'busy' | 'cancelled' | 'noAnswer' | 'unknown';

// ---- core/layOut.ts ----

/**
 * Where an outgoing call's numbers stand. `new`: src is the operator (SDK of 2026). `old`: src is the client, as
 * with incoming calls (the rule of 2022: the operator is always dst).
 */
type OutgoingLayout = 'new' | 'old';

/** Numbers of a call as ELMA365 wants them. */
interface LaidOut {
  srcPhone: string;
  dstPhone: string;
}

/** @param operator the member's id; empty: none. @param client digits; empty: hidden */
function layOut(way: CallWay, operator: string, client: string, outgoing: OutgoingLayout): LaidOut {
  return way === 'out' && outgoing === 'new'
    ? { srcPhone: operator, dstPhone: client }
    : { srcPhone: client, dstPhone: operator };
}

// ---- core/setting.ts ----

/** A setting of the module by its "Имя свойства"; empty when it is not there. */
function setting(name: string): string {
  const value: unknown = Reflect.get(Namespace.params.data, name);
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A setting of few words, in lower case; the first word stands for an empty or unknown one. */
function choice<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
  const value = setting(name).toLowerCase();
  return words.find((word) => word === value) ?? words[0];
}

/** Where outgoing calls' numbers stand: setting `outgoingLayout`. */
function outgoingLayout(): OutgoingLayout {
  return choice('outgoingLayout', ['new', 'old']);
}

/** Whether events and records carry the call's id: setting `callId`, `off` for servers that refuse it. */
function withCallId(): boolean {
  return choice('callId', ['on', 'off']) === 'on';
}

// ---- core/dispositionOf.ts ----

/** The platform's word for it. Only the five members that are known are used. */
function dispositionOf(outcome: CallOutcome): VoipCallDisposition {
  switch (outcome) {
    case 'answered':
      return VoipCallDisposition.Answered;
    case 'busy':
      return VoipCallDisposition.Busy;
    case 'cancelled':
      return VoipCallDisposition.Cancel;
    case 'noAnswer':
      return VoipCallDisposition.NoAnswer;
    case 'unknown':
      return VoipCallDisposition.Unknown;
  }
}

// ---- core/voipEvent.ts ----

/** A stage of an operator's call with a client. */
interface PhoneStage {
  stage: CallStage;
  way: CallWay;
  /** The telephone system's key of the whole call. */
  callId: string;
  /** The member's id. */
  operator: string;
  /** Digits; empty: hidden. */
  client: string;
  outcome: CallOutcome;
}

/** A call that is over. */
interface FinishedCall {
  way: CallWay;
  callId: string;
  /** The member's id; empty: no operator took part. */
  operator: string;
  /** Digits; empty: hidden. */
  client: string;
  outcome: CallOutcome;
  durationS: number;
  /** ELMA365 gives it back when a user plays the recording. */
  call: object;
}

/** An event in ELMA365's words. */
function voipEvent(news: PhoneStage): VoipWebhookRequest {
  const event: VoipWebhookRequest = {
    event: stageOf(news.stage),
    direction: directionOf(news.way),
    disposition: dispositionOf(news.outcome),
    ...layOut(news.way, news.operator, news.client, outgoingLayout()),
  };
  if (withCallId()) event.callId = news.callId;
  return event;
}

/** A record in ELMA365's words. */
function voipRecord(news: FinishedCall): VoipCallRecord {
  const record: VoipCallRecord = {
    call: news.call,
    direction: directionOf(news.way),
    disposition: dispositionOf(news.outcome),
    duration: news.durationS,
    ...layOut(news.way, news.operator, news.client, outgoingLayout()),
  };
  if (withCallId()) record.callId = news.callId;
  return record;
}

function stageOf(stage: CallStage): VoipWebhookEvent {
  if (stage === 'start') return VoipWebhookEvent.NotifyStart;
  return stage === 'answer' ? VoipWebhookEvent.NotifyAnswer : VoipWebhookEvent.NotifyEnd;
}

function directionOf(way: CallWay): VoipCallDirection {
  return way === 'out' ? VoipCallDirection.Out : VoipCallDirection.In;
}

// ---- core/withinLimit.ts ----

// No timer is documented for the platform's server: declared here, and used only where there is one.
declare function setTimeout(action: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Fails with a fault when the work takes longer than `ms`. Where the platform has no timer its own limit holds. */
function withinLimit<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  const hasTimer: boolean = typeof setTimeout === 'function' && typeof clearTimeout === 'function';
  if (!hasTimer) return work;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(fault(`АТС не ответила за ${ms / 1000} с.`)), ms);
    const end = (): void => clearTimeout(timer);
    work.then(resolve, reject).then(end, end);
  });
}

// ---- core/ask.ts ----

/** What the far end answered. */
interface FarAnswer {
  /** HTTP's status. */
  status: number;
  text: string;
  /** The text parsed as JSON; undefined when it is none. */
  json: unknown;
}

/** People wait for the answer; the platform itself would wait for a minute. ms */
const LIMIT_MS = 10000;

/** Sends a request. Fails with a fault when there is no answer. */
async function ask(url: string, request: FetchRequest): Promise<FarAnswer> {
  return withinLimit(send(url, request), LIMIT_MS);
}

async function send(url: string, request: FetchRequest): Promise<FarAnswer> {
  let response: FetchResponse;
  try {
    response = await fetch(url, request);
  } catch {
    throw fault('Нет связи с АТС: проверьте адрес и доступ сервера ELMA365 в интернет.');
  }
  const text = await bodyOf(response);
  return { status: response.status, text, json: parsed(text) };
}

/** `text` is not documented, so `json` serves where it is missing. */
async function bodyOf(response: FetchResponse): Promise<string> {
  const read: unknown = Reflect.get(response, 'text');
  try {
    if (typeof read !== 'function') return JSON.stringify(await response.json());
    const text: unknown = await Reflect.apply(read, response, []);
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// ---- asteriskng/askBackend.ts ----

/** Path of the backend's routes for ELMA365, if the address names none. */
const ROUTES_PATH = '/elma365';

/** The backend's reasons to refuse, in words. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  [
    'UnknownAgent',
    'АТС не знает пользователя с таким внутренним номером. Проверьте сопоставление пользователей.',
  ],
  ['InvalidNumber', 'На этот номер позвонить нельзя.'],
  ['NumberForbidden', 'Этот номер запрещён правилами компании: платный, спутниковый или из списка.'],
  ['OutsideHours', 'Сейчас нерабочее время: звонки наружу закрыты.'],
  ['TooManyCalls', 'Исчерпан дневной предел звонков. Обратитесь к администратору.'],
  ['AgentBusy', 'Ваш телефон занят: завершите разговор или поставьте его на удержание.'],
  ['AgentUnavailable', 'Ваш телефон не на связи или не отвечает.'],
  ['NotSupported', 'Эта АТС не умеет звонить по команде.'],
  ['TelephonyUnavailable', 'АТС не отвечает. Повторите позже.'],
  ['TooManyRequests', 'Слишком много запросов или звонков подряд. Повторите через минуту.'],
  [
    'WrongWebhook',
    'Бэкенд AsteriskNG не шлёт события по этому адресу: в его настройке elma365.address другой сервер.',
  ],
]);

/**
 * A request to the backend's routes for ELMA365; returns the JSON. Fails with a fault in plain words.
 * @param body null: GET
 */
async function askBackend(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body: object | null,
): Promise<unknown> {
  const key = setting('key');
  if (key === '') throw fault('Не заполнено поле key: ключ бэкенда AsteriskNG.');
  const url = backendAddress(setting('address')) + path;
  const headers: Record<string, string> = { Authorization: 'Bearer ' + key };
  if (body === null) return backendJson(await ask(url, { method, headers }));
  headers['Content-Type'] = 'application/json';
  return backendJson(await ask(url, { method, headers, body: JSON.stringify(body) }));
}

/** Address as typed by a person, without a slash at its end. Fails with a fault. */
function backendAddress(typed: string): string {
  if (typed === '') throw fault('Не заполнено поле address: адрес бэкенда AsteriskNG.');
  if (/^http:/i.test(typed))
    throw fault('Адрес бэкенда начинается с http. Нужен https: иначе ключ уйдёт открытым.');
  const match = /^(?:https:\/\/)?([a-z\d.-]+(?::\d{1,5})?)((?:\/[\w.-]+)*)\/*$/i.exec(typed);
  if (match === null) throw fault('Адрес бэкенда записан неверно. Пример: https://domain.com/elma365');
  return 'https://' + (match[1] ?? '') + (match[2] || ROUTES_PATH);
}

function backendJson(answer: FarAnswer): unknown {
  const { status, json } = answer;
  if (status === 401) throw fault('Бэкенд AsteriskNG не принял ключ. Проверьте поле key.');
  const reason = textOf(member(json, 'error'));
  const words = REFUSALS.get(reason);
  if (words !== undefined) throw fault(words);
  if (status === 404 || typeof json !== 'object' || json === null)
    throw fault('По этому адресу отвечает не бэкенд AsteriskNG. Проверьте поле address.');
  if (status < 200 || status >= 300) throw fault(`Бэкенд AsteriskNG отказал (${status}).`);
  return json;
}

// ---- asteriskng/readBackendPush.ts ----

/** A push of the backend; null: of a kind that this module does not know. */
type BackendPush =
  { type: 'event'; stage: PhoneStage } | { type: 'record'; id: string; call: FinishedCall } | null;

const STAGES: readonly CallStage[] = ['start', 'answer', 'end'];
const WAYS: readonly CallWay[] = ['in', 'out'];
const KNOWN_OUTCOMES: readonly CallOutcome[] = ['answered', 'busy', 'cancelled', 'noAnswer', 'unknown'];

/** Reads a push of the backend, whose schema is server/elma365/elma365Wire.ts. Never fails. */
function readBackendPush(push: unknown): BackendPush {
  const way = WAYS.find((one) => one === member(push, 'way'));
  const outcome = KNOWN_OUTCOMES.find((one) => one === member(push, 'outcome'));
  const callId = textOf(member(push, 'call'));
  if (way === undefined || outcome === undefined || callId === '') return null;
  const operator = textOf(member(push, 'extension'));
  // The backend has brought the number into its form already.
  const client = textOf(member(push, 'number')).replace(/\D/g, '');
  const base = { way, outcome, callId, operator, client };
  if (member(push, 'type') === 'record') return readRecord(push, base);
  const stage = STAGES.find((one) => one === member(push, 'stage'));
  if (member(push, 'type') !== 'event' || stage === undefined || operator === '') return null;
  return { type: 'event', stage: { ...base, stage } };
}

function readRecord(push: unknown, base: Omit<FinishedCall, 'durationS' | 'call'>): BackendPush {
  const duration = Number(textOf(member(push, 'duration')));
  const call = {
    id: base.callId,
    link: textOf(member(push, 'recording')),
    startedAt: textOf(member(push, 'startedAt')),
    via: textOf(member(push, 'via')),
  };
  const durationS = isFinite(duration) && duration >= 0 ? Math.floor(duration) : 0;
  return { type: 'record', id: textOf(member(push, 'id')), call: { ...base, durationS, call } };
}

// ---- asteriskng/module.ts ----

/** Where the webhook's address stands in the platform's storage. */
const WEBHOOK = 'webhookUrl';

/** Longest push that is read, characters. */
const LONGEST_PUSH = 65536;

/** Button "Проверить соединение". Never fails. Sends the webhook's address again to a backend that has lost it. */
async function VoipTestConnection(): Promise<VoipTestConnectionResult> {
  try {
    const status = await askBackend('GET', '/status', null);
    if (member(status, 'webhook') !== true) {
      const url = textOf(await Namespace.storage.getItem(WEBHOOK));
      if (url === '')
        throw fault(
          'Бэкенд отвечает, но не знает адреса вебхука. Нажмите «Сохранить» в настройках телефонии.',
        );
      await askBackend('PUT', '/webhook', { url });
    }
    return { success: true };
  } catch (error) {
    return { success: false, failReason: faultText(error) };
  }
}

/** Button "Настроить": the backend's agents. Fails with a fault. */
async function VoipGetMembers(): Promise<VoipMember[]> {
  try {
    const listed = member(await askBackend('GET', '/members', null), 'members');
    if (!Array.isArray(listed)) throw fault('Бэкенд AsteriskNG ответил не списком пользователей.');
    const members: VoipMember[] = listed.map((one: unknown) => ({
      id: textOf(member(one, 'id')),
      label: textOf(member(one, 'label')),
    }));
    return members.filter(({ id }) => id !== '');
  } catch (error) {
    throw fault(faultText(error));
  }
}

/** A click on a number: rings the operator's phone, then the client. Fails with a fault. */
async function VoipGenerateCall(srcPhone: string, dstPhone: string): Promise<void> {
  try {
    if (srcPhone.trim() === '') throw fault('Пользователь ELMA365 не сопоставлен с пользователем АТС.');
    await askBackend('POST', '/calls', { from: srcPhone.trim(), to: dstPhone.trim() });
  } catch (error) {
    throw fault(faultText(error));
  }
}

/** Address of a call's recording. Fails with a fault. */
async function VoipGetCallLink(callData: unknown): Promise<string> {
  return Promise.resolve().then(() => recordingLink(callData, []));
}

/** Sends the webhook's address to the backend. Fails with a fault. */
async function VoipOnWebhookUpdated(webhookUrl: string): Promise<void> {
  try {
    await Namespace.storage.setItem(WEBHOOK, webhookUrl);
    // At the first publication the settings are not filled in yet; the check of the connection sends the address later.
    if (setting('address') === '' && setting('key') === '') return;
    await askBackend('PUT', '/webhook', { url: webhookUrl });
  } catch (error) {
    throw fault(faultText(error));
  }
}

/** A request to the webhook. Never fails; only a push with our key is read. */
async function VoipParseWebhookRequest(request: FetchRequest): Promise<VoipWebhookParseResult> {
  try {
    const push = readBody(member(request, 'body'));
    if (push === undefined) return answer(400, { error: 'the body can not be read' });
    if (!sameSecret(setting('key'), textOf(member(push, 'key')))) return answer(401, { error: 'wrong key' });
    const read = readBackendPush(push);
    if (read === null) return ignored('not known to this module');
    if (read.type === 'event') return { event: voipEvent(read.stage), ...answer(200, {}) };
    // The backend repeats a push whose answer it did not get.
    if (member(await readEntry(read.id), 'told') === true) return ignored('repeated');
    await writeEntry(read.id, { told: true });
    return { callRecord: voipRecord(read.call), ...answer(200, {}) };
  } catch {
    return answer(500, { error: 'internal error' });
  }
}

/** The platform may have parsed the JSON already. Undefined: it can't be read. */
function readBody(body: unknown): unknown {
  if (typeof body !== 'string') return typeof body === 'object' && body !== null ? body : undefined;
  if (body.length > LONGEST_PUSH) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
