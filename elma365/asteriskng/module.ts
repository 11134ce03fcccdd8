import { answer, ignored } from '../core/answer';
import { member, textOf } from '../core/member';
import { fault, faultText } from '../core/fault';
import { writeEntry, readEntry } from '../core/storedEntry';
import { recordingLink } from '../core/recordingLink';
import { sameSecret } from '../core/sameSecret';
import { setting } from '../core/setting';
import { voipEvent, voipRecord } from '../core/voipEvent';
import { askBackend } from './askBackend';
import { readBackendPush } from './readBackendPush';

/** Where the webhook's address stands in the platform's storage. */
const WEBHOOK = 'webhookUrl';

/** Longest push that is read, characters. */
const LONGEST_PUSH = 65536;

/** Button "Проверить соединение". Never fails. Sends the webhook's address again to a backend that has lost it. */
export async function VoipTestConnection(): Promise<VoipTestConnectionResult> {
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
export async function VoipGetMembers(): Promise<VoipMember[]> {
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
export async function VoipGenerateCall(srcPhone: string, dstPhone: string): Promise<void> {
  try {
    if (srcPhone.trim() === '') throw fault('Пользователь ELMA365 не сопоставлен с пользователем АТС.');
    await askBackend('POST', '/calls', { from: srcPhone.trim(), to: dstPhone.trim() });
  } catch (error) {
    throw fault(faultText(error));
  }
}

/** Address of a call's recording. Fails with a fault. */
export async function VoipGetCallLink(callData: unknown): Promise<string> {
  return Promise.resolve().then(() => recordingLink(callData, []));
}

/** Sends the webhook's address to the backend. Fails with a fault. */
export async function VoipOnWebhookUpdated(webhookUrl: string): Promise<void> {
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
export async function VoipParseWebhookRequest(request: FetchRequest): Promise<VoipWebhookParseResult> {
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
