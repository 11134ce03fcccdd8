import { answer, ignored } from '../core/answer';
import { member } from '../core/member';
import { fault, faultText } from '../core/fault';
import { writeEntry, readEntry } from '../core/storedEntry';
import { phoneDigits } from '../../server/telephony/megafon/wire/phoneDigits';
import { readPushFields, type PushFields } from '../../server/telephony/megafon/wire/readPushFields';
import { recordingLink } from '../core/recordingLink';
import { sameSecret } from '../core/sameSecret';
import { setting } from '../core/setting';
import { voipEvent, voipRecord } from '../core/voipEvent';
import { webLink } from '../core/webLink';
import { askNew, askOld } from './askMegafon';
import { directory, loadAccounts, memberLogin } from './directory';
import { formPairs } from './formPairs';
import { linkHosts, megafonAccess, operatorKey } from './megafonAccess';
import { memberId, operatorOf } from './operatorOf';
import { readCrmPush, type PhoneEvent, type CallHistory } from './readCrmPush';
import { readMemory, trackPhone, trackRecord } from './trackPhone';

/** Button "Проверить соединение". Never fails. */
export async function VoipTestConnection(): Promise<VoipTestConnectionResult> {
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
export async function VoipGetMembers(): Promise<VoipMember[]> {
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
export async function VoipGenerateCall(srcPhone: string, dstPhone: string): Promise<void> {
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
export async function VoipGetCallLink(callData: unknown): Promise<string> {
  return Promise.resolve().then(() => recordingLink(callData, linkHosts()));
}

/** Stores the webhook's address, for debugging only: the administrator enters it in the telephone system. */
export async function VoipOnWebhookUpdated(webhookUrl: string): Promise<void> {
  await Namespace.storage.setItem('webhookUrl', webhookUrl);
}

/** A request to the webhook. Never fails; only a push with our token is read. */
export async function VoipParseWebhookRequest(request: FetchRequest): Promise<VoipWebhookParseResult> {
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
