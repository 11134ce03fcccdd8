import type { MissedClient } from '../../../domain/missed/MissedClient';
import type { MissedProblem } from '../../../domain/missed/MissedList';
import { failureText } from '../../amocrm/failureText';
import type { Texts } from '../../amocrm/Texts';
import { partyView } from '../call/callView';

/** Why a wish was refused, in words. @param clients as they were read after the refusal */
export function missedProblem(
  { client, wish, failure }: MissedProblem,
  clients: readonly MissedClient[],
  texts: Texts,
): string {
  const { title } = partyView(client);
  const reason = failure.reason === 'refused' ? failure.detail : '';
  if (reason === 'UnknownContact') return texts('missed.gone', { client: title });
  if (reason !== 'TakenByColleague')
    return texts(wish === 'call' ? 'panel.originateFailed' : 'missed.failed', {
      reason: failureText(texts, failure),
    });
  const now = clients.find(({ id }) => id === client.id);
  const name = now?.phase === 'taken' ? now.by : null;
  return name === null
    ? texts('missed.refusedBySome', { client: title })
    : texts('missed.refusedBy', { client: title, name });
}
