import type * as v from 'valibot';
import type { Agent } from '../../calls/Agent';
import type { CallRecord } from '../../calls/CallRecord';
import type { Clock } from '../../system/Clock';
import type { CallBacks } from '../callBacks/CallBacks';
import { madeAnswer } from '../callLog/callAnswers';
import type { Entity } from '../callLog/CallJob';
import type { HandedOnCalls } from '../callLog/HandedOnCalls';
import type { FoundNote, LoggedCallFinder } from '../callLog/LoggedCallFinder';
import { postUntilAccepted } from '../callLog/postUntilAccepted';
import type { AmoCards } from '../callers/AmoCards';
import type { AmoUsers } from '../callers/AmoUsers';
import type { AmoClient } from '../client/AmoClient';
import { AmoFault } from '../client/AmoFault';
import type { CallMarks } from '../callLog/CallMarks';
import { EntryCards, type CardsWith, type EntryCardsOptions } from './EntryCards';
import type { NextTaskJob, NoteJob, RevisionJob } from './NoteJob';

/** What the runner needs. */
export interface NoteJobRunnerOptions extends Pick<EntryCardsOptions, 'isOfAgent'> {
  readonly client: AmoClient;
  readonly finder: Pick<LoggedCallFinder, 'findCallOn' | 'findNote' | 'findTask' | 'isUnsorted'>;
  readonly cards: Pick<AmoCards, 'contactsWith' | 'companiesWith' | 'leads'>;
  /** As of `CallJobRunnerOptions`. */
  readonly chosenWith: (
    call: Pick<CallRecord, 'number' | 'extension'>,
    signal: AbortSignal,
  ) => Promise<number | null>;
  readonly handedOn: Pick<HandedOnCalls, 'ownCards'>;
  readonly users: Pick<AmoUsers, 'idOf'>;
  readonly agentOf: (extension: string) => Agent | null;
  readonly marks: CallMarks;
  /** Of tasks for promised call-backs. */
  readonly callBacks: Pick<CallBacks, 'isWaiting' | 'taskMade'>;
  /** Has the call's own entry reached amoCRM, as far as it will? */
  readonly isLogged: (callId: string) => boolean;
  /** The card that amoCRM has put the entry on, by its answer; null: not known. */
  readonly enteredOn: (callId: string) => Entity | null;
}

/** How long a note waits for a card of its client, ms: an unsorted lead may be accepted late, or never. */
const CARD_WAIT_MS = 14 * 86_400_000;

/** How soon a task may be due, ms: what is due sooner, or was due before it is made, is due then. amoCRM's clock may be ahead. */
const SOONEST_DUE_MS = 300_000;

/** Writes notes and next tasks of calls into amoCRM, each once: what an earlier attempt has left is looked for first. */
export class NoteJobRunner {
  private readonly entries: EntryCards;

  constructor(
    private readonly options: NoteJobRunnerOptions,
    private readonly clock: Clock,
  ) {
    this.entries = new EntryCards(options);
  }

  /** Fails with an `AmoFault`. @param isDoubtful an earlier attempt may have been carried out */
  async run(job: NoteJob, isDoubtful: boolean, signal: AbortSignal): Promise<void> {
    await (job.stage === 'note' ? this.writeNote(job, isDoubtful, signal) : this.makeTask(job, signal));
  }

  private async writeNote(job: RevisionJob, isDoubtful: boolean, signal: AbortSignal): Promise<void> {
    const { call, revision } = job;
    const on = await this.cardOf(job, signal);
    if (on === null) throw this.noCard(job);
    const { finder, marks } = this.options;
    const isIt = (text: string): boolean => marks.revisionOf(text, call.id) !== null;
    const here = await finder.findNote(call.startedAt, isIt, on, signal);
    // An earlier one may stand on another card: the call was on none then, or cards were merged.
    const isElsewhere = here === null && (isDoubtful || revision > 1);
    const found = isElsewhere ? await finder.findNote(call.startedAt, isIt, null, signal) : here;
    if (found !== null && (marks.revisionOf(found.text, call.id) ?? 0) >= revision) return;
    await postUntilAccepted({ users: [await this.userOf(job), null] }, ({ user }) =>
      this.send(
        found === null ? 'POST' : 'PATCH',
        `${(found?.entity ?? on).type}/notes`,
        this.body(job, found ?? on, user),
        signal,
      ),
    );
  }

  private body({ call, text, revision }: RevisionJob, on: FoundNote | Entity, user: number | null): object {
    const params = { text: this.options.marks.onNote(text, call.id, revision) };
    if ('entity' in on) return { id: on.id, entity_id: on.entity.id, note_type: 'common', params };
    return {
      entity_id: on.id,
      note_type: 'common',
      params,
      ...(user !== null && { created_by: user, responsible_user_id: user }),
    };
  }

  private async makeTask(job: NextTaskJob, signal: AbortSignal): Promise<void> {
    const { call, text, dueAt, isPromised = false } = job;
    const { finder, marks, callBacks } = this.options;
    const cause = { kind: 'promised', call: call.id } as const;
    const found = await finder.findTask(call.startedAt, (one) => marks.isTaskOf(one, call.id), signal);
    if (found !== null) {
      if (isPromised) callBacks.taskMade(call.number, cause, found.id);
      return;
    }
    // Someone is waiting for it: without a card it is made without one.
    const entity = await this.cardOf(job, signal);
    // The client was talked with meanwhile, or the promise was withdrawn.
    if (isPromised && !callBacks.isWaiting(call.number, cause)) return;
    const made = await postUntilAccepted(
      { users: [await this.userOf(job), null], entity },
      ({ user, entity: on }) =>
        this.send(
          'POST',
          'tasks',
          {
            task_type_id: 1,
            text: marks.onTask(text, call.id),
            complete_till: Math.floor(Math.max(dueAt, this.clock.now() + SOONEST_DUE_MS) / 1_000),
            ...(user !== null && { responsible_user_id: user }),
            ...(on !== null && on !== undefined && { entity_id: on.id, entity_type: on.type }),
          },
          signal,
        ),
    );
    if (isPromised) callBacks.taskMade(call.number, cause, made?.taskId ?? null);
  }

  /**
   * The card that it belongs to (`placed`), unless that may not have what was said: in a call that another agent has dialled and
   * handed on. The deal that was chosen counts by a rule of its own (`dealOf`).
   */
  private async cardOf(job: NoteJob, signal: AbortSignal): Promise<Entity | null> {
    const { leadId, by, call } = job;
    const { number, extension = by, isHandedOn } = call;
    const card = await this.placed(job, signal);
    const isChosen = card?.type === 'leads' && card.id === leadId;
    if (card === null || isHandedOn !== true || extension === null || isChosen) return card;
    const own = await this.options.handedOn.ownCards({ number, extension }, signal);
    return own === null || own.has(card) ? card : null;
  }

  /**
   * The card that it belongs to: of the call's entry, of the deal, else where an entry would be, as after an unsorted lead was
   * accepted: the contact that was chosen and counts for the call, else the first one, else the company. Null: there is none
   * yet.
   */
  private async placed(job: NoteJob, signal: AbortSignal): Promise<Entity | null> {
    const { call, leadId, by } = job;
    const { isLogged, enteredOn } = this.options;
    if (!isLogged(call.id)) throw new AmoFault('notYet', 'the entry of the call', false);
    const known = enteredOn(call.id);
    if (known !== null && (await this.entries.isOn(known, job, signal))) return known;
    const cards = await this.cardsWith(call.number, signal);
    const entry = await this.entries.find(job, cards, signal);
    if (entry !== null) return entry;
    if (leadId !== null) return { type: 'leads', id: leadId };
    const place = await this.placeOf(by, call, cards, signal);
    if (place === null) return null;
    // While it was looked for, the call may have been accepted out of the unsorted leads, which made this card.
    return (await this.entries.find(job, await this.cardsWith(call.number, signal), signal)) ?? place;
  }

  private async cardsWith(number: string, signal: AbortSignal): Promise<CardsWith> {
    const { cards } = this.options;
    const { cards: contacts } = await cards.contactsWith(number, signal);
    const { cards: companies } = await cards.companiesWith(number, signal);
    return { contacts, companies };
  }

  /**
   * Where the entry of such a call would be; null: no card has the number. A card that somebody views who may not view what
   * the agent has does not count: anyone can make a card with a client's number, and set whose it is.
   */
  private async placeOf(
    by: string | null,
    { number, extension = by }: NoteJob['call'],
    cards: CardsWith,
    signal: AbortSignal,
  ): Promise<Entity | null> {
    const { chosenWith, isOfAgent } = this.options;
    const chosen = await chosenWith({ number, extension }, signal);
    if (chosen !== null) return { type: 'contacts', id: chosen };
    for (const type of ['contacts', 'companies'] as const) {
      const card = cards[type].find((one) => extension === null || isOfAgent(one, type, extension));
      if (card !== undefined) return { type, id: card.id };
    }
    return null;
  }

  private noCard({ call }: NoteJob): AmoFault {
    const isTooLate = this.clock.now() > call.startedAt + CARD_WAIT_MS;
    return new AmoFault(isTooLate ? 'refused' : 'notYet', 'a card of the client', false);
  }

  private async userOf({ by }: NoteJob): Promise<number | null> {
    const agent = by === null ? null : this.options.agentOf(by);
    return agent === null ? null : this.options.users.idOf(agent);
  }

  private send(
    method: 'POST' | 'PATCH',
    path: string,
    item: object,
    signal: AbortSignal,
  ): Promise<v.InferOutput<typeof madeAnswer> | null> {
    return this.options.client.request({
      method,
      path: `/api/v4/${path}`,
      body: [item],
      schema: madeAnswer,
      priority: 'work',
      signal,
    });
  }
}
