import * as v from 'valibot';
import type { CallerCard } from '../../../protocol/callerCard';
import { callSchema } from '../../../protocol/call';
import type { SandboxPage } from './SandboxPage';

/** Calls with this number have a caller's card, once `putCard` was called. */
export const CARD_NUMBER = '+74950123488';

/** A card with every line and with long texts, some of them one word. */
const fullCard: CallerCard = {
  contact: { id: '1002', name: 'Ольга Ёлкина' },
  company: { id: '2001', name: 'Стройтеплоэнергомонтажремонтспецпроект и партнёры' },
  responsible: { name: 'Константин Константинопольский', extension: '102', presence: 'TALKING' },
  leads: [
    {
      id: '3001',
      name: 'Остекление административно-бытового корпуса, вторая очередь',
      price: 123_450_000,
      stage: 'Согласование договора с заказчиком',
      pipeline: 'Продажи',
    },
    { id: '3002', name: 'Двери', price: null, stage: null, pipeline: null },
  ],
  currency: 'RUB',
  more_leads: 12,
  task: {
    id: '4001',
    text: 'Прислать смету на остекление административно-бытового корпуса и позвонить до обеда',
    due_at: 1_795_000_000,
    of: { kind: 'leads', id: '3001' },
    responsible: null,
  },
  last_calls: [
    {
      direction: 'INBOUND',
      at: 1_794_900_000,
      talk_seconds: 4_192,
      outcome: 'answered',
      with: 'Борис Орлов',
      note: {
        outcome: { ru: 'Перезвонить после согласования договора с заказчиком', en: 'Call back' },
        text: `Смету ждёт к пятнице, ${'административнобытовой'.repeat(3)} корпус: монтаж только ночью, днём холл не закрыть, пропуск на три машины закажет`,
      },
    },
    {
      direction: 'INBOUND',
      at: 1_794_800_000,
      talk_seconds: 0,
      outcome: 'missed',
      with: 'Александра Константиновна Заболоцкая',
    },
    { direction: 'OUTBOUND', at: 1_794_700_000, talk_seconds: 0, outcome: 'noAnswer', with: null },
  ],
  why: {
    via: 'Отдел продаж',
    transferred_by: { name: 'Александра Константиновна Заболоцкая', extension: '103', presence: null },
    not_routed: { name: 'Константин Константинопольский', extension: '102', reason: 'BUSY' },
  },
  age_seconds: 5_400,
};

/** A whole status; other answers and changes alone hold no list of whole calls. */
const statusSchema = v.looseObject({
  content: v.looseObject({
    result: v.looseObject({ result: v.looseObject({ calls: v.array(callSchema) }) }),
  }),
});

/**
 * Gives each call with `CARD_NUMBER` the full card, on its way from the sandbox's proxy to the page, where the page asks
 * for cards: no deal of the sandbox's amoCRM has texts so long. Called before the call rings, while a poll of before may wait
 * still; that poll's answer has to be another one.
 */
export async function putCard({ page }: SandboxPage): Promise<void> {
  await page.route('**/ajax/proxy*', async (route) => {
    const asked = decodeURIComponent(route.request().postData() ?? '').includes('"cards":true');
    if (!asked) return route.fallback();
    try {
      const response = await route.fetch({ timeout: 0 });
      await route.fulfill({ response, body: withCard(await response.text()) });
    } catch {
      // The page has given the request up, or is closed.
      await route.abort().catch(() => undefined);
    }
  });
}

function withCard(body: string): string {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return body;
  }
  const status = v.safeParse(statusSchema, answer);
  if (!status.success) return body;
  for (const call of status.output.content.result.result.calls)
    if (call.contact_phone.replace(/[^+\d]/g, '') === CARD_NUMBER) call['card'] = fullCard;
  return JSON.stringify(status.output);
}
