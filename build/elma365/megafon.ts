/*
 * Модуль телефонии для ELMA365: Виртуальная АТС МегаФон. AsteriskNG 1.0.0.
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

// ---- ../server/numbers/withoutExtension.ts ----

/**
 * A telephone number of at least seven digits, and what stands behind it: parameters of a SIP or tel URI (RFC 3966, such
 * as `;ext=5`), or an extension as people write it (`доб. 5`, `(ext. 5)`) or as it is dialled (`x5`, `#5`, `,,5`).
 * Blanks are counted, since two runs of any length side by side take quadratic time.
 */
const WITH_EXTENSION =
  /^(\+?\d(?:[ ().-]*\d){6,})[\s,]{0,9}(?:;.*|\(?(?:ext|extension|доб|добавочный|вн)\.?\s{0,9}[=:]?\s{0,9}\d{1,8}\)?|[,xх#*pw]\s{0,9}\d{1,8}#?)$/iu;

/**
 * The number without the extension behind it, by which the party would be another one in amoCRM and among missed calls.
 * All else is as it was. It is pasted into ELMA365 with MegaFon's reader, so it imports nothing.
 * @param number of a party, as a telephone system shows it
 */
function withoutExtension(number: string): string {
  const found = WITH_EXTENSION.exec(number);
  return found === null ? number : (found[1] ?? number);
}

// ---- ../server/telephony/megafon/wire/phoneDigits.ts ----

/** Longest internal number, digits. */
const LONGEST_EXTENSION = 6;

/**
 * A number in the format of the VATS: digits, country code first. `8 910 …` and `910 …` become `7910…`;
 * internal numbers of up to 6 digits are kept. An extension behind a number is left out, since its digits would make
 * another number of it. Empty: no digits, as with a hidden number. A number
 * without a country code is Russian to the VATS; how numbers are compared is in `protocol/samePhone`.
 */
function phoneDigits(text: string): string {
  const digits = withoutExtension(text.trim()).replace(/\D/g, '');
  // After a plus the country code is present, whatever the length.
  if (digits.length <= LONGEST_EXTENSION || text.trim().charAt(0) === '+') return digits;
  if (digits.length === 11 && digits.charAt(0) === '8') return '7' + digits.slice(1);
  return digits.length === 10 ? '7' + digits : digits;
}

// ---- ../server/telephony/megafon/wire/readPushFields.ts ----

/** Longest body that is parsed, characters. A push has some hundred. */
const LONGEST_PUSH = 65536;

/** Fields of a push. Of a form the first value of each, and the names of those that came more than once; of JSON the last. */
interface PushFields {
  readonly values: ReadonlyMap<string, string>;
  readonly doubled: ReadonlySet<string>;
}

/** Names and values of a form (`application/x-www-form-urlencoded`) in their order. Never fails. */
type ReadForm = (form: string) => Iterable<readonly [name: string, value: string]>;

/**
 * Parses the body of a push, form or JSON. The format is detected by the content, since headers differ from tenant to
 * tenant: no form begins with a brace. Null: it can't be parsed. Of a key that is twice in JSON the last one counts, as
 * `JSON.parse` has it.
 * @param body text, or an object that a platform has parsed from JSON already
 * @param readForm the parser of forms: ELMA365 has no `URLSearchParams`
 */
function readPushFields(body: unknown, readForm: ReadForm): PushFields | null {
  if (typeof body === 'object' && body !== null) return fieldsOfJson(body);
  if (typeof body !== 'string')
    return body === undefined || body === null ? { values: new Map(), doubled: new Set() } : null;
  if (body.length > LONGEST_PUSH) return null;
  const text = body.replace(/^\uFEFF/, '');
  return /^\s*[{[]/.test(text) ? parsedFields(text) : fieldsOfForm(readForm(text));
}

/** Value of a field without blanks around it; empty when there is none. */
function fieldOf(fields: PushFields, name: string): string {
  return (fields.values.get(name) ?? '').trim();
}

function parsedFields(text: string): PushFields | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? fieldsOfJson(parsed) : null;
  } catch {
    return null;
  }
}

/** Texts, numbers and booleans of a JSON object; nested values and null are left out. Null for an array. */
function fieldsOfJson(source: object): PushFields | null {
  if (Array.isArray(source)) return null;
  const values = new Map<string, string>();
  for (const name of Object.keys(source)) {
    const value: unknown = Reflect.get(source, name);
    if (typeof value === 'string') values.set(name, value);
    else if (typeof value === 'number' || typeof value === 'boolean') values.set(name, String(value));
  }
  return { values, doubled: new Set() };
}

function fieldsOfForm(pairs: ReturnType<ReadForm>): PushFields {
  const values = new Map<string, string>();
  const doubled = new Set<string>();
  for (const [name, value] of pairs) {
    if (name === '') continue;
    if (values.has(name)) doubled.add(name);
    else values.set(name, value);
  }
  return { values, doubled };
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

// ---- megafon/megafonAccess.ts ----

/** Generation of the telephone system's API. */
type MegafonApi = 'old' | 'new';

/** How to reach the telephone system. */
interface MegafonAccess {
  api: MegafonApi;
  /** Address without a slash at its end: of the old API's script, or of the new one's root. */
  address: string;
  key: string;
}

const OLD_PATH = '/sys/crm_api.wcgp';
const NEW_PATH = '/crmapi/v1';

/** Reads `endpoint`, `api` and `apiKey`. Fails with a fault when something is missing or wrong. */
function megafonAccess(): MegafonAccess {
  const key = setting('apiKey');
  if (key === '') throw fault('Не заполнено поле apiKey: ключ для авторизации в облачной АТС.');
  const { api, address } = megafonAddress(setting('endpoint'), choice('api', ['', 'old', 'new']));
  return { api, address, key };
}

/**
 * Address as typed by a person: with the path of an API or without, with a slash at the end, without https.
 * @param wanted the API that is set; empty: the one that the path belongs to, else the old one
 */
function megafonAddress(typed: string, wanted: MegafonApi | ''): { api: MegafonApi; address: string } {
  if (typed === '') throw fault('Не заполнено поле endpoint: адрес облачной АТС.');
  if (/^http:/i.test(typed))
    throw fault('Адрес АТС начинается с http. Нужен https: иначе ключ уйдёт открытым.');
  const match = /^(?:https:\/\/)?([a-z\d.-]+(?::\d{1,5})?)(\/[^?#\s]*)?$/i.exec(typed);
  if (match === null) throw fault('Адрес АТС записан неверно. Пример: https://vats123456.megapbx.ru');
  const path = (match[2] ?? '').toLowerCase();
  const api = wanted !== '' ? wanted : path.indexOf('/crmapi') === 0 ? 'new' : 'old';
  return { api, address: 'https://' + (match[1] ?? '') + (api === 'old' ? OLD_PATH : NEW_PATH) };
}

/** Which property of an operator is matched with ELMA365's users: setting `operatorKey`. */
function operatorKey(): 'ext' | 'login' {
  return choice('operatorKey', ['ext', 'login']);
}

/** Hosts that recordings may come from: setting `linkHosts`, with commas between. Empty: every host. */
function linkHosts(): string[] {
  return setting('linkHosts')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((host) => host !== '');
}

// ---- megafon/askMegafon.ts ----

/** A command of the old API: form, since all resellers of the platform take one. Fails with a fault. */
async function askOld(
  access: MegafonAccess,
  cmd: string,
  fields: Record<string, string>,
): Promise<FarAnswer> {
  const all: Record<string, string> = { cmd, token: access.key, ...fields };
  const body = Object.keys(all)
    .map((name) => encodeURIComponent(name) + '=' + encodeURIComponent(all[name] ?? ''))
    .join('&');
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return checked(access, await ask(access.address, { method: 'POST', headers, body }));
}

/** A request to the new API. @param body null: GET. Fails with a fault. */
async function askNew(access: MegafonAccess, path: string, body: object | null): Promise<FarAnswer> {
  const headers: Record<string, string> = { 'X-API-KEY': access.key, Accept: 'application/json' };
  const url = access.address + path;
  if (body === null) return checked(access, await ask(url, { method: 'GET', headers }));
  headers['Content-Type'] = 'application/json';
  return checked(access, await ask(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** The status comes first: what is no success need not be JSON. Success with an error inside is none. */
function checked(access: MegafonAccess, answer: FarAnswer): FarAnswer {
  const said = saidBy(access, answer.json);
  const status = answer.status;
  if (status === 401 || status === 403)
    throw fault(`АТС не приняла ключ (${status}). Проверьте поле apiKey.${said}`);
  if ((status >= 300 && status < 400) || (status < 300 && /^\s*</.test(answer.text)))
    throw fault('По этому адресу отвечает не API облачной АТС. Проверьте поле endpoint: имя АТС и путь.');
  if (status === 404) throw fault(`АТС не нашла того, что запрошено (404).${said}`);
  if (status >= 500) throw fault(`АТС сейчас не работает (${status}). Повторите позже.${said}`);
  if (status < 200 || status >= 300 || said !== '') throw fault(`АТС отвергла запрос (${status}).${said}`);
  return answer;
}

/** The far end's own words, if it gives a reason; they never show the key. */
function saidBy(access: MegafonAccess, json: unknown): string {
  const reason = textOf(member(json, 'error')) || textOf(member(json, 'message'));
  return reason === '' ? '' : ' Ответ АТС: ' + reason.split(access.key).join('***').slice(0, 200);
}

// ---- megafon/readAccounts.ts ----

/** A user of the telephone system. */
interface VatsAccount {
  login: string;
  /** Internal number; empty: none. */
  ext: string;
  /** The person's name; empty: not given. */
  name: string;
}

/** Users of a page of the new API, and how many pages are read at most. */
const PAGE = 100;
const PAGES = 50;

/** All users of the telephone system. Fails with a fault. */
async function readAccounts(access: MegafonAccess): Promise<VatsAccount[]> {
  return access.api === 'old' ? readOld(access) : readNew(access);
}

async function readOld(access: MegafonAccess): Promise<VatsAccount[]> {
  const { json } = await askOld(access, 'accounts', {});
  return listed(json).map((one) => ({
    login: textOf(member(one, 'name')),
    ext: textOf(member(one, 'ext')),
    name: textOf(member(one, 'realName')),
  }));
}

async function readNew(access: MegafonAccess): Promise<VatsAccount[]> {
  const all: VatsAccount[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const { json } = await askNew(access, `/users?start=${page * PAGE}&limit=${PAGE}`, null);
    const items = listed(Array.isArray(json) ? json : member(json, 'items'));
    for (const one of items) {
      all.push({
        login: textOf(member(one, 'login')),
        ext: textOf(member(one, 'ext')),
        name: textOf(member(one, 'name')),
      });
    }
    const total = Number(textOf(member(member(json, 'info'), 'total')));
    if (items.length < PAGE || all.length >= total) break;
  }
  return all;
}

function listed(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  throw fault('АТС ответила не списком пользователей. Проверьте поле endpoint.');
}

// ---- megafon/operatorOf.ts ----

/** Login to internal number: pushes may name either. */
type NumbersByLogin = Map<string, string>;

/** The member's id of an account: the same that `operatorOf` makes of a push. Empty: it has none. */
function memberId(account: { login: string; ext: string }, key: 'ext' | 'login'): string {
  return key === 'login' ? account.login : account.ext || account.login;
}

/**
 * The operator's number of a push. Empty: no operator, but the switch itself or a department.
 * @param user login, with a tenant behind it or without, or the department's or switch's own name
 */
function operatorOf(user: string, ext: string, key: 'ext' | 'login', known: NumbersByLogin): string {
  const login = user.split('@')[0] ?? '';
  if (login === 'pbx' || /^g_/.test(login)) return '';
  if (key === 'ext') return ext || known.get(login) || login;
  return login || loginOf(ext, known) || ext;
}

/** The login of an internal number; empty: no user has it. */
function loginOf(ext: string, known: NumbersByLogin): string {
  let found = '';
  known.forEach((number, login) => {
    if (number === ext && ext !== '') found = login;
  });
  return found;
}

// ---- megafon/directory.ts ----

/** Where the directory stands in the platform's storage. */
const USERS_KEY = 'megafonUsers';

/** Reads the users and keeps who has which number, so that pushes can be matched. Fails with a fault. */
async function loadAccounts(): Promise<VatsAccount[]> {
  const accounts = await readAccounts(megafonAccess());
  const pairs = accounts
    .filter(({ login, ext }) => login !== '' && ext !== '')
    .map(({ login, ext }) => [login, ext]);
  try {
    await Namespace.storage.setItem(USERS_KEY, JSON.stringify(pairs));
  } catch {
    // Without it only users who are pushed without a number lose theirs.
    return accounts;
  }
  return accounts;
}

/** Who has which number, as last kept. Never fails. */
async function directory(): Promise<NumbersByLogin> {
  const known: NumbersByLogin = new Map();
  try {
    const stored: unknown = await Namespace.storage.getItem(USERS_KEY);
    const pairs: unknown = typeof stored === 'string' ? JSON.parse(stored) : [];
    for (const pair of Array.isArray(pairs) ? pairs : []) {
      known.set(textOf(member(pair, '0')), textOf(member(pair, '1')));
    }
  } catch {
    known.clear();
  }
  return known;
}

/** The login of a member, whom the new API calls by it. Fails with a fault. */
async function memberLogin(access: MegafonAccess, id: string): Promise<string> {
  if (access.api === 'old' || operatorKey() === 'login') return id;
  const found = loginOf(id, await directory());
  if (found !== '') return found;
  const account = (await loadAccounts()).find((one) => memberId(one, 'ext') === id);
  return account === undefined ? id : account.login;
}

// ---- megafon/formPairs.ts ----

/** Names and values of a form, as `URLSearchParams` of a browser would give them: the platform has none. */
function formPairs(form: string): [name: string, value: string][] {
  return form.split('&').map((pair): [string, string] => {
    const end = pair.indexOf('=');
    // A value may hold `=` itself, as links do.
    return end < 0
      ? [unescapeForm(pair), '']
      : [unescapeForm(pair.slice(0, end)), unescapeForm(pair.slice(end + 1))];
  });
}

/** A broken escape must not cost the whole call: that text stays as it came. */
function unescapeForm(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

// ---- ../server/telephony/megafon/wire/readVatsTime.ts ----

/** ms since 1970 of `20260405T120000Z` or ISO 8601 with an offset; null: it is neither. */
function readVatsTime(text: string): number | null {
  const iso = text.trim().replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(iso)) return null;
  const at = Date.parse(iso);
  return isNaN(at) ? null : at;
}

// ---- ../server/telephony/megafon/wire/readVatsPush.ts ----

/** What happened to one phone of a call. */
const vatsEventTypes = ['INCOMING', 'OUTGOING', 'ACCEPTED', 'COMPLETED', 'CANCELLED', 'TRANSFERRED'] as const;

/** One of `vatsEventTypes`. */
type VatsEventType = (typeof vatsEventTypes)[number];

/** Direction of a call. */
type VatsWay = 'in' | 'out' | 'internal';

/** Outcome of a call, as the history has it; `unknown`: a status that is not in our table. */
type VatsStatus =
  'answered' | 'missed' | 'cancelled' | 'busy' | 'noAnswer' | 'refused' | 'notFound' | 'unknown';

/** Fields of each push about a call. */
interface PushOfCall {
  callid: string;
  /** Login, department or switch, maybe with a tenant behind `@`; may be empty. */
  user: string;
  /** The client's number, digits; empty: hidden. */
  number: string;
}

/** Something happened to a phone. */
interface PushOfEvent extends PushOfCall {
  kind: 'event';
  type: VatsEventType;
  /** Null: not in the push. */
  way: VatsWay | null;
  /** Internal number as it came; may be empty. */
  ext: string;
}

/** A call is over. */
interface PushOfHistory extends PushOfCall {
  kind: 'history';
  status: VatsStatus;
  /** Null: not in the push. */
  way: VatsWay | null;
  /** Internal number as it came; may be empty. */
  ext: string;
  /** ms since 1970; null: not in the push. */
  startedAt: number | null;
  /** Whole call, s. */
  durationS: number;
}

/** A parsed push of MegaFon's VATS. Links and our own numbers are read by the callers that need them. */
type ReadVatsPush =
  /** Asks for the caller's name and responsible agent while a call rings. */
  | { kind: 'contact'; number: string }
  | (PushOfCall & { kind: 'rating' })
  | PushOfEvent
  | PushOfHistory
  /** A push that is not used: `what` is the field with another value. */
  | { kind: 'ignored'; what: 'cmd' | 'type' }
  /** A push that is not valid. */
  | { kind: 'broken'; why: string };

/** Statuses without blanks in lower case: their letter case differs from tenant to tenant. */
const VATS_STATUSES: ReadonlyMap<string, VatsStatus> = new Map<string, VatsStatus>([
  ['success', 'answered'],
  ['missed', 'missed'],
  ['cancel', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['busy', 'busy'],
  ['noanswer', 'noAnswer'],
  ['notavailable', 'noAnswer'],
  ['notallowed', 'refused'],
  ['notfound', 'notFound'],
]);

/** Longest call duration that is accepted, s. */
const LONGEST_VATS_CALL_S = 604800;

/** A call's id of printable characters only, since it is logged and used in keys. */
const VATS_CALLID = /^[\x20-\x7e]{1,128}$/;

/**
 * Parses a push. The backend and the module inside ELMA365 share this folder, so its files import only each other and
 * `withoutExtension`, use ES2015 only and declare no name that another file of the module has. Never fails; a field with
 * an invalid value counts as missing.
 */
function readVatsPush(fields: PushFields): ReadVatsPush {
  const field = (name: string): string => fieldOf(fields, name);
  const cmd = field('cmd').toLowerCase();
  const number = phoneDigits(fields.values.get('phone') ?? '');
  if (cmd === 'contact') return { kind: 'contact', number };
  if (cmd !== 'event' && cmd !== 'history' && cmd !== 'rating') return { kind: 'ignored', what: 'cmd' };
  const callid = vatsCallid(field('callid'));
  if (callid === null) return { kind: 'broken', why: 'no callid' };
  const call = { callid, number, user: field('user') };
  if (cmd === 'rating') return { kind: 'rating', ...call };
  if (cmd === 'history') return { kind: 'history', ...call, ...historyOf(field) };
  const name = field('type').toUpperCase();
  const type = vatsEventTypes.find((one) => one === name);
  if (type === undefined) return { kind: 'ignored', what: 'type' };
  const stated = vatsWay(field('direction'));
  // An OUTGOING push is of the person who makes the call, whatever its direction field says.
  const way = type === 'OUTGOING' && stated !== 'internal' ? 'out' : stated;
  return { kind: 'event', ...call, type, way, ext: field('ext') };
}

function historyOf(field: (name: string) => string): Omit<PushOfHistory, 'kind' | keyof PushOfCall> {
  return {
    way: vatsWay(field('type')) ?? vatsWay(field('direction')),
    ext: field('ext'),
    status: vatsStatus(field('status'), field('type')),
    startedAt: readVatsTime(field('start')),
    durationS: vatsSeconds(field('duration')) ?? 0,
  };
}

/** The text as a call's id; null: it is not valid. */
function vatsCallid(text: string): string | null {
  return VATS_CALLID.test(text) ? text : null;
}

/** @param text in, out, internal or missed, in any letters */
function vatsWay(text: string): VatsWay | null {
  const word = text.toLowerCase();
  if (word === 'out' || word === 'internal') return word;
  return word === 'in' || word === 'missed' ? 'in' : null;
}

/** @param type may be `missed`, where the status is empty */
function vatsStatus(status: string, type: string): VatsStatus {
  const word = status.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '' && type.toLowerCase() === 'missed') return 'missed';
  return VATS_STATUSES.get(word) || 'unknown';
}

/** Whole seconds; null: not a number, or too large. */
function vatsSeconds(text: string): number | null {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return seconds !== null && seconds <= LONGEST_VATS_CALL_S ? seconds : null;
}

// ---- megafon/readCrmPush.ts ----

/** What happened to one phone, of what ELMA365 can show. */
type PhoneChange = Exclude<VatsEventType, 'TRANSFERRED'>;

/** The call's direction in a push; empty: the push has none. */
type PushWay = CallWay | 'internal' | '';

/** What each push about a call has. */
interface CallPush {
  callId: string;
  way: PushWay;
  /** Login, department or switch, with a tenant or without; may be empty. */
  user: string;
  /** Internal number; may be empty. */
  ext: string;
  /** Digits; empty: hidden. */
  client: string;
}

/** Something happened to an operator's phone. */
interface PhoneEvent extends CallPush {
  kind: 'event';
  type: PhoneChange;
}

/** A call is over. */
interface CallHistory extends CallPush {
  kind: 'history';
  outcome: CallOutcome;
  durationS: number;
  /** ISO 8601 in UTC; empty: not given. */
  startedAt: string;
  link: string;
  /** Our number that was dialled. */
  via: string;
  group: string;
}

/** A push from the telephone system, in the words of the CRM. */
type CrmPush =
  | PhoneEvent
  | CallHistory
  | { kind: 'contact' }
  /** A push that ELMA365 can not show. */
  | { kind: 'ignored'; why: string }
  /** It can't be used. */
  | { kind: 'broken'; why: string };

const OUTCOMES: Record<VatsStatus, CallOutcome> = {
  answered: 'answered',
  missed: 'noAnswer',
  cancelled: 'cancelled',
  busy: 'busy',
  noAnswer: 'noAnswer',
  refused: 'cancelled',
  notFound: 'noAnswer',
  unknown: 'unknown',
};

/** What a push says. Never fails. */
function readCrmPush(fields: PushFields): CrmPush {
  const read = readVatsPush(fields);
  switch (read.kind) {
    case 'rating':
      return { kind: 'ignored', why: 'cmd rating' };
    case 'event': {
      const { kind, type, callid, user, ext, number } = read;
      if (type === 'TRANSFERRED') return { kind: 'ignored', why: 'type TRANSFERRED' };
      return { kind, type, callId: callid, way: read.way ?? '', user, ext, client: number };
    }
    case 'history': {
      const { kind, callid, user, ext, number, durationS, startedAt } = read;
      return {
        ...{ kind, callId: callid, way: read.way ?? '', user, ext, client: number, durationS },
        outcome: OUTCOMES[read.status],
        startedAt: startedAt === null ? '' : new Date(startedAt).toISOString(),
        link: fieldOf(fields, 'link'),
        via: fieldOf(fields, 'diversion'),
        group: fieldOf(fields, 'groupRealName') || fieldOf(fields, 'group'),
      };
    }
    case 'contact':
      return { kind: 'contact' };
    case 'ignored':
      return { kind: 'ignored', why: whyIgnored(read.what, fieldOf(fields, read.what)) };
    case 'broken':
      return read;
  }
}

function whyIgnored(name: 'cmd' | 'type', value: string): string {
  const text = name === 'cmd' ? value.toLowerCase() : value.toUpperCase();
  return text === '' && name === 'cmd' ? 'no cmd' : name + ' ' + text.slice(0, 40);
}

// ---- megafon/trackPhone.ts ----

/** Where an operator's phone stands in a call. */
interface OperatorState {
  operator: string;
  stage: CallStage;
  /** When the stage was reached, ms since 1970. */
  at: number;
}

/** What is remembered of a call. */
interface CallMemory {
  /** Empty: not known yet. */
  way: CallWay | '';
  /** Operator who answered; empty: none yet. */
  took: string;
  operators: OperatorState[];
  /** Records that were passed to ELMA365, by operator and begin. */
  recorded: string[];
}

/** An event for ELMA365. */
interface TrackedEvent {
  stage: CallStage;
  way: CallWay;
  outcome: CallOutcome;
}

/** Pushes of a moment come in any order: within this time a step back is a late push, not a new ringing. ms */
const SETTLE_MS = 3000;
/** Most states kept: a queue may ring many phones. */
const MOST_STATES = 40;

const emptyMemory: CallMemory = { way: '', took: '', operators: [], recorded: [] };

/**
 * Takes an event into the memory of its call. Event null: late or repeated, so ELMA365 does not get it.
 *
 * ```
 *   (none) ──INCOMING, OUTGOING──▶ start ──ACCEPTED──▶ answer ──COMPLETED, CANCELLED──▶ end
 *   a stage may be left out; end ──INCOMING, OUTGOING, ACCEPTED, later than 3 s──▶ start, answer
 *   after the call's record only ends are passed on
 * ```
 */
function trackPhone(
  memory: CallMemory,
  push: PhoneEvent,
  operator: string,
  now: number,
): { memory: CallMemory; event: TrackedEvent | null } {
  const way = wayOfCall(push.way, memory);
  const stage = stageReached(push.type);
  const heard = {
    ...memory,
    way: latestWay(push.way, memory),
    took: push.type === 'ACCEPTED' ? operator : memory.took,
  };
  const known = memory.operators.find((one) => one.operator === operator);
  const isLate = memory.recorded.length > 0 && stage !== 'end';
  if (isLate || !isStageChange(known, stage, now)) return { memory: heard, event: null };
  const others = memory.operators.filter((one) => one.operator !== operator);
  const operators = [...others, { operator, stage, at: now }].slice(-MOST_STATES);
  return {
    memory: { ...heard, operators },
    event: { stage, way, outcome: endOutcome(push.type, way, heard.took) },
  };
}

function isStageChange(known: OperatorState | undefined, stage: CallStage, now: number): boolean {
  if (known === undefined || rank(stage) > rank(known.stage)) return true;
  // A queue rings the same phone again.
  return known.stage === 'end' && stage !== 'end' && now - known.at > SETTLE_MS;
}

/** A record for ELMA365. */
interface TrackedRecord {
  way: CallWay;
  outcome: CallOutcome;
}

/** Takes the record of a call into its memory. Record null: ELMA365 has it already. */
function trackRecord(
  memory: CallMemory,
  push: CallHistory,
  operator: string,
): { memory: CallMemory; record: TrackedRecord | null } {
  const key = operator + '|' + push.startedAt;
  if (memory.recorded.indexOf(key) >= 0) return { memory, record: null };
  const way = latestWay(push.way, memory);
  const recorded = [...memory.recorded, key].slice(-MOST_STATES);
  // A record without a known direction is not passed off as an answered call.
  const record: TrackedRecord = {
    way: wayOfCall(push.way, memory),
    outcome: way === '' ? 'unknown' : push.outcome,
  };
  return { memory: { ...memory, way, recorded }, record };
}

/** Reads the stored memory; what can't be read is left out. */
function readMemory(kept: unknown): CallMemory {
  const way = textOf(member(kept, 'way'));
  return {
    way: way === 'in' || way === 'out' ? way : '',
    took: textOf(member(kept, 'took')),
    operators: list(member(kept, 'operators')).reduce<OperatorState[]>((all, one) => {
      const stage = textOf(member(one, 'stage'));
      const at = Number(textOf(member(one, 'at')));
      if (stage !== 'start' && stage !== 'answer' && stage !== 'end') return all;
      return [...all, { operator: textOf(member(one, 'operator')), stage, at }];
    }, []),
    recorded: list(member(kept, 'recorded')).map(textOf),
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function latestWay(pushed: PhoneEvent['way'], memory: CallMemory): CallMemory['way'] {
  return pushed === 'in' || pushed === 'out' ? pushed : memory.way;
}

/** Older tenants leave the direction out of events; a call without any direction counts as incoming. */
function wayOfCall(pushed: PhoneEvent['way'], memory: CallMemory): CallWay {
  const way = latestWay(pushed, memory);
  return way === '' ? 'in' : way;
}

function stageReached(type: PhoneEvent['type']): CallStage {
  if (type === 'ACCEPTED') return 'answer';
  return type === 'INCOMING' || type === 'OUTGOING' ? 'start' : 'end';
}

function rank(stage: CallStage): number {
  return ['start', 'answer', 'end'].indexOf(stage);
}

/**
 * CANCELLED comes for each phone that stops ringing, also when a colleague answered: that is no missed call.
 * As long as no one is known to have answered, the outcome is left to the record.
 */
function endOutcome(type: PhoneEvent['type'], way: CallWay, took: string): CallOutcome {
  if (type === 'COMPLETED') return 'answered';
  if (type !== 'CANCELLED') return 'unknown';
  if (took !== '') return 'answered';
  return way === 'out' ? 'cancelled' : 'unknown';
}

// ---- megafon/module.ts ----

/** Button "Проверить соединение". Never fails. */
async function VoipTestConnection(): Promise<VoipTestConnectionResult> {
  try {
    if (setting('crmToken') === '')
      throw fault('Не заполнено поле crmToken: ключ, который ELMA365 показывает рядом с адресом вебхука.');
    await loadAccounts();
    return { success: true };
  } catch (error) {
    return { success: false, failReason: faultText(error) };
  }
}

/** Button "Настроить": users of the telephone system. Fails with a fault. */
async function VoipGetMembers(): Promise<VoipMember[]> {
  try {
    const key = operatorKey();
    const members = new Map<string, VoipMember>();
    for (const account of await loadAccounts()) {
      const id = memberId(account, key);
      const number = account.ext === '' ? '' : ` (${account.ext})`;
      if (id !== '') members.set(id, { id, label: (account.name || account.login || id) + number });
    }
    return Array.from(members.values());
  } catch (error) {
    throw fault(faultText(error));
  }
}

/** A click on a number: rings the operator's phone, then the client. Fails with a fault. */
async function VoipGenerateCall(srcPhone: string, dstPhone: string): Promise<void> {
  try {
    const phone = phoneDigits(dstPhone);
    if (phone.length < 2) throw fault('Это не номер телефона: позвонить нельзя.');
    if (srcPhone.trim() === '') throw fault('Пользователь ELMA365 не сопоставлен с пользователем АТС.');
    const access = megafonAccess();
    const user = await memberLogin(access, srcPhone.trim());
    const clid = phoneDigits(setting('clid'));
    const order: Record<string, string> = clid === '' ? { phone, user } : { phone, user, clid };
    if (access.api === 'old') await askOld(access, 'makeCall', order);
    else await askNew(access, '/makecall', order);
  } catch (error) {
    throw fault(faultText(error));
  }
}

/** Address of a call's recording. Fails with a fault. */
async function VoipGetCallLink(callData: unknown): Promise<string> {
  return Promise.resolve().then(() => recordingLink(callData, linkHosts()));
}

/** Stores the webhook's address, for debugging only: the administrator enters it in the telephone system. */
async function VoipOnWebhookUpdated(webhookUrl: string): Promise<void> {
  await Namespace.storage.setItem('webhookUrl', webhookUrl);
}

/** A request to the webhook. Never fails; only a push with our token is read. */
async function VoipParseWebhookRequest(request: FetchRequest): Promise<VoipWebhookParseResult> {
  try {
    const fields = readPushFields(member(request, 'body'), formPairs);
    if (fields === null) return answer(400, { error: 'the body can not be read' });
    if (!isOurs(fields)) return answer(401, { error: 'wrong crm_token' });
    const push = readCrmPush(fields);
    switch (push.kind) {
      case 'event':
        return await onEvent(push);
      case 'history':
        return await onHistory(push);
      case 'contact':
        // The contract gives no way to ask ELMA365 who has a number; an empty answer lets the call ring on at once.
        return answer(200, {});
      case 'ignored':
        return ignored(push.why);
      case 'broken':
        return answer(400, { error: push.why });
    }
  } catch {
    return answer(500, { error: 'internal error' });
  }
}

function isOurs(fields: PushFields): boolean {
  const isSame = sameSecret(setting('crmToken'), fields.values.get('crm_token') ?? '');
  return isSame && !fields.doubled.has('crm_token');
}

async function onEvent(push: PhoneEvent): Promise<VoipWebhookParseResult> {
  if (push.way === 'internal') return ignored('internal call');
  const operator = operatorOf(push.user, push.ext, operatorKey(), await directory());
  if (operator === '') return ignored('no operator');
  const { memory, event } = trackPhone(readMemory(await readEntry(push.callId)), push, operator, Date.now());
  await writeEntry(push.callId, memory);
  if (event === null) return ignored('late or repeated');
  return {
    event: voipEvent({ ...event, callId: push.callId, operator, client: push.client }),
    ...answer(200, {}),
  };
}

async function onHistory(push: CallHistory): Promise<VoipWebhookParseResult> {
  if (push.way === 'internal') return ignored('internal call');
  const operator = operatorOf(push.user, push.ext, operatorKey(), await directory());
  const { memory, record } = trackRecord(readMemory(await readEntry(push.callId)), push, operator);
  await writeEntry(push.callId, memory);
  if (record === null) return ignored('repeated');
  const { callId, client, durationS, startedAt, via, group, user } = push;
  const call = { id: callId, link: webLink(push.link, linkHosts()), startedAt, user, via, group };
  return {
    callRecord: voipRecord({ ...record, callId, operator, client, durationS, call }),
    ...answer(200, {}),
  };
}
