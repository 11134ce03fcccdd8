import type { CallRecord } from '../../calls/CallRecord';
import type { AmoClient } from '../client/AmoClient';
import { declinedAnswer, madeAnswer } from './callAnswers';
import type { CallUsers } from './CallUsers';
import type { LoggedCallFinder } from './LoggedCallFinder';
import type { PostItem } from './postItemTo';
import { postUntilAccepted } from './postUntilAccepted';
import { unsortedBody, type CallLogTexts, type KeyedRecord } from './requestBodies';

/** What they are made with. */
export interface UnsortedLeadsOptions {
  readonly client: AmoClient;
  readonly finder: Pick<LoggedCallFinder, 'findUnsorted'>;
  readonly users: Pick<CallUsers, 'responsiblesOf'>;
  readonly texts: CallLogTexts;
  readonly post: PostItem;
}

/** Unsorted leads of calls with numbers that no card has. All fail with an `AmoFault`. */
export class UnsortedLeads {
  constructor(private readonly options: UnsortedLeadsOptions) {}

  /** @param link URL of the recording; null: there is none */
  async make(record: KeyedRecord, link: string | null, signal: AbortSignal): Promise<void> {
    const { users, texts, post } = this.options;
    await postUntilAccepted(
      { users: await users.responsiblesOf(record), pipeline: texts.pipelineId },
      ({ user, pipeline }) => {
        const body = unsortedBody(record, user, link, { ...texts, pipelineId: pipeline });
        return post('leads/unsorted/sip', body, madeAnswer, signal);
      },
    );
  }

  /** Declines the call's unsorted lead, if it is still there: amoCRM links no call's lead to a card. */
  async decline(record: CallRecord, signal: AbortSignal): Promise<void> {
    const { finder, client } = this.options;
    const unsorted = await finder.findUnsorted(record, signal);
    if (unsorted !== null)
      await client.request({
        method: 'DELETE',
        path: `/api/v4/leads/unsorted/${encodeURIComponent(unsorted.uid)}/decline`,
        schema: declinedAnswer,
        priority: 'work',
        signal,
      });
  }
}
