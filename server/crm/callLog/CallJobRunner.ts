import { phoneEnd } from '../../../protocol/isSamePhone';
import type { CallRecord } from '../../calls/CallRecord';
import type { Clock } from '../../system/Clock';
import type { AmoSettings } from '../amoSettings';
import type { CallBacks } from '../callBacks/CallBacks';
import type { AmoCards } from '../callers/AmoCards';
import type { CallerLookup } from '../callers/CallerLookup';
import type { AmoClient } from '../client/AmoClient';
import { AmoFault } from '../client/AmoFault';
import type { JobEnd, JobLabel, JobRunner } from '../outbox/JobRunner';
import { callsAnswer, madeAnswer } from './callAnswers';
import { accountLanguage } from './callResult';
import { afterStage, type CallJob, type CallLogPolicy, type Entity, type StageEnd } from './CallJob';
import { CallUsers, type CallUsersOptions } from './CallUsers';
import type { CallMarks } from './CallMarks';
import type { HandedOnCalls } from './HandedOnCalls';
import type { LoggedCallFinder, SoughtCall } from './LoggedCallFinder';
import { MissedTasks } from './MissedTasks';
import { callBody, callNoteBody, contactBody, type CallLogTexts, type KeyedRecord } from './requestBodies';
import { postItemTo, type PostItem } from './postItemTo';
import { postUntilAccepted } from './postUntilAccepted';
import { UnsortedLeads } from './UnsortedLeads';

/** Settings of the call log. */
type CallLogSettings = CallLogTexts & CallLogPolicy;

/** What the runner needs. */
export interface CallJobRunnerOptions extends CallUsersOptions {
  readonly client: AmoClient;
  readonly finder: LoggedCallFinder;
  readonly cards: AmoCards;
  readonly lookup: CallerLookup;
  /** Of several contacts with the client's number the one that was chosen and counts for this call; null: none. */
  readonly chosenWith: (record: CallRecord, signal: AbortSignal) => Promise<number | null>;
  readonly marks: CallMarks;
  /** URL of the recording; null: there is none. */
  readonly linkTo: (record: CallRecord) => string | null;
  /** amoCRM has answered that the call's entry is on this card. */
  readonly onEntered: (callId: string, on: Entity) => void;
  /** Of tasks for missed calls. */
  readonly callBacks: Pick<CallBacks, 'isWaiting' | 'taskMade' | 'mayBeTaskOf'>;
  readonly handedOn: Pick<HandedOnCalls, 'said'>;
  /** Is the call itself still on its way into amoCRM? */
  readonly isOnItsWay: (callId: string) => boolean;
  /** Writes the outcome of a call that was put among the unsorted leads. */
  readonly noteOutcome: (job: CallJob, isDoubtful: boolean, signal: AbortSignal) => Promise<void>;
}

/** Stages that may have written the call's entry. */
const LOGGING: readonly CallJob['stage'][] = ['deal', 'call', 'chosen', 'unsorted'];

/** Logs finished calls in amoCRM, stage by stage. */
export class CallJobRunner implements Omit<JobRunner<CallJob>, 'comesFirst' | 'senderOf'> {
  private readonly settings: CallLogSettings;
  private readonly callUsers: CallUsers;
  private readonly post: PostItem;
  private readonly unsorted: UnsortedLeads;
  /** Null: none are wanted. */
  private readonly missedTasks: MissedTasks | null;

  constructor(
    { calls, ...account }: Pick<AmoSettings, 'calls' | 'address' | 'language'>,
    private readonly options: CallJobRunnerOptions,
    clock: Clock,
  ) {
    const users = new CallUsers(options);
    this.callUsers = users;
    this.post = postItemTo(options.client);
    const { missedTask } = calls;
    const makesTasks = missedTask !== undefined;
    this.missedTasks = makesTasks ? new MissedTasks(missedTask, { ...options, users }, clock) : null;
    this.settings = { ...calls, makesTasks, language: accountLanguage(account) };
    const { client, finder } = options;
    this.unsorted = new UnsortedLeads({
      ...{ client, finder, post: this.post },
      ...{ users: this.callUsers, texts: this.settings },
    });
  }

  /** Calls of one number are logged one after another, so that a new number gets one contact and one task. */
  keyOf({ record }: CallJob): string {
    return phoneEnd(record.number);
  }

  labelOf({ record }: CallJob): JobLabel {
    return { at: record.startedAt, number: record.number };
  }

  async runStage(job: CallJob, isDoubtful: boolean, signal: AbortSignal): Promise<CallJob | JobEnd> {
    if (job.stage === 'outcome') {
      await this.options.noteOutcome(job, isDoubtful, signal);
      return afterStage(job, { type: 'noted' }, this.settings);
    }
    const done = isDoubtful ? await this.findEarlierResult(job, signal) : null;
    const end = done ?? (await this.sendStage(job, isDoubtful, signal));
    if (done === null && end.type === 'logged' && end.entity !== null)
      this.options.onEntered(job.record.id, end.entity);
    return afterStage(job, end, this.settings);
  }

  /** Finds the result of an earlier attempt at the stage; null: it had none. */
  private async findEarlierResult(job: CallJob, signal: AbortSignal): Promise<StageEnd | null> {
    const { record, stage } = job;
    const { finder } = this.options;
    // The other stages search before each attempt.
    if (!LOGGING.includes(stage)) return null;
    // Of an unsorted lead that was accepted meanwhile.
    const accepted = stage === 'unsorted' ? this.unsortedKeysOf(job) : [];
    const { keys, startedAt } = this.sought(job);
    const note = await finder.findCall({ keys: [...keys, ...accepted], startedAt }, signal);
    if (note !== null) return { type: 'logged', entity: note.entity };
    if (stage === 'unsorted' && (await finder.findUnsorted(record, signal))) return { type: 'unsortedMade' };
    return null;
  }

  private async sendStage(job: CallJob, isDoubtful: boolean, signal: AbortSignal): Promise<StageEnd> {
    switch (job.stage) {
      case 'outcome':
        return { type: 'noted' };
      case 'deal':
        return this.logOn('leads', job.result?.leadId, job, signal);
      case 'chosen':
        return this.logOn('contacts', job.contactId, job, signal);
      case 'call':
        return this.logCall(job, signal);
      case 'contact':
        return this.makeContact(job, signal);
      case 'unsorted':
        await this.makeUnsorted(job, signal);
        return { type: 'unsortedMade' };
      case 'task':
        await this.missedTasks?.make(job.record, job.entity, isDoubtful, signal);
        return { type: 'taskMade' };
      case 'move':
        return this.moveCall(job, isDoubtful, signal);
      case 'decline':
        await this.unsorted.decline(job.record, signal);
        return { type: 'settled' };
    }
  }

  /** Writes the entry as a note of the card that an agent has chosen. */
  private async logOn(
    type: 'leads' | 'contacts',
    id: number | null | undefined,
    job: CallJob,
    signal: AbortSignal,
  ): Promise<StageEnd> {
    const { record } = job;
    if (!id) return { type: 'cardGone' };
    const { link, result } = await this.options.handedOn.said(job, this.options.linkTo(record), signal);
    try {
      await postUntilAccepted({ users: await this.callUsers.responsiblesOf(record) }, ({ user }) => {
        const body = callNoteBody(this.keyed(job), id, user, link, this.settings, result);
        return this.post(`${type}/notes`, body, madeAnswer, signal);
      });
    } catch (error) {
      const isGone = error instanceof AmoFault && (error.refuses('entity') || error.reason === 'notFound');
      if (isGone) return { type: 'cardGone' };
      throw error;
    }
    return { type: 'logged', entity: { type, id } };
  }

  private async logCall(job: CallJob, signal: AbortSignal): Promise<StageEnd> {
    const { record, hasNewContact } = job;
    const contactId = job.contactId === null ? null : await this.options.chosenWith(record, signal);
    if (contactId !== null) return { type: 'contactChosen', contactId };
    const entity = await this.postCall(job, this.options.linkTo(record), signal);
    if (entity !== undefined) return { type: 'logged', entity };
    if (hasNewContact) throw new AmoFault('notYet', 'POST /api/v4/calls: the new contact', false);
    return { type: 'numberUnknown' };
  }

  /** @returns the card, null if amoCRM does not say which; undefined: no card has the number */
  private async postCall(
    job: CallJob,
    recorded: string | null,
    signal: AbortSignal,
  ): Promise<Entity | null | undefined> {
    const { record } = job;
    const { link, result } = await this.options.handedOn.said(job, recorded, signal);
    const answer = await postUntilAccepted(
      { users: await this.callUsers.responsiblesOf(record) },
      ({ user }) =>
        this.post(
          'calls',
          callBody(this.keyed(job), user, link, this.settings, result),
          callsAnswer,
          signal,
          true,
        ),
    );
    if (answer?.isTaken) return answer.entity;
    if (answer?.isUnknown) return undefined;
    throw new AmoFault('refused', 'POST /api/v4/calls: amoCRM refused the call', false);
  }

  /** Adds the call of an unsorted lead to the card that its client has got. */
  private async moveCall(job: CallJob, isDoubtful: boolean, signal: AbortSignal): Promise<StageEnd> {
    const { record } = job;
    const { finder, cards, isOnItsWay } = this.options;
    // Whether it becomes an unsorted lead is not decided yet.
    if (isOnItsWay(record.id)) throw new AmoFault('notYet', 'the call itself', false);
    const unsorted = await finder.findUnsorted(record, signal);
    if (unsorted === null) return { type: 'settled' };
    const isFound = async (): Promise<boolean> =>
      (await finder.findCall(this.sought(job), signal, unsorted.leadIds)) !== null;
    if (isDoubtful && (await isFound())) return { type: 'moved' };
    if ((await this.postCall(job, unsorted.link, signal)) !== undefined) return { type: 'moved' };
    if ((await cards.contactsWith(record.number, signal)).cards.length === 0) return { type: 'noCard' };
    throw new AmoFault('notYet', 'POST /api/v4/calls: the new contact', false);
  }

  private async makeContact({ record }: CallJob, signal: AbortSignal): Promise<StageEnd> {
    const { cards, lookup } = this.options;
    const known = await cards.contactsWith(record.number, signal);
    if (known.cards.length === 0) {
      await postUntilAccepted({ users: [await this.callUsers.userOf(record), null] }, ({ user }) =>
        this.post('contacts', contactBody(record, user, this.settings), madeAnswer, signal),
      );
      lookup.forget(new Set(), [record.number]);
    }
    return { type: 'contactMade' };
  }

  private sought(job: CallJob): SoughtCall {
    return { keys: this.options.marks.entryKeys(markedBy(job)), startedAt: job.record.startedAt };
  }

  private keyed(job: CallJob, keys = this.sought(job).keys): KeyedRecord {
    return { ...job.record, key: keys[0] ?? job.record.id };
  }

  private makeUnsorted(job: CallJob, signal: AbortSignal): Promise<void> {
    const record = this.keyed(job, this.unsortedKeysOf(job));
    return this.unsorted.make(record, this.options.linkTo(record), signal);
  }

  private unsortedKeysOf(job: CallJob): readonly string[] {
    return this.options.marks.unsortedKeys(markedBy(job));
  }
}

/** What the keys of its entry are made of. */
function markedBy({ record: { id }, ...job }: CallJob): Parameters<CallMarks['entryKeys']>[0] {
  return { ...job, id };
}
