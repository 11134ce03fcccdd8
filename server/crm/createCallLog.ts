import type { CallRecord } from '../calls/CallRecord';
import { CallBacks } from './callBacks/CallBacks';
import { FinishJobRunner } from './callBacks/FinishJobRunner';
import { CallJobRunner } from './callLog/CallJobRunner';
import { newCallJob } from './callLog/CallJob';
import { CrmJobRunner } from './callLog/CrmJobRunner';
import { accountLanguage } from './callLog/callResult';
import { chosenWith } from './callLog/chosenWith';
import { HandedOnCalls, type HandedOnCallsOptions } from './callLog/HandedOnCalls';
import { isHandedOn } from './callLog/isHandedOn';
import { LoggedCallFinder } from './callLog/LoggedCallFinder';
import { ChosenContacts } from './callerCard/ChosenContacts';
import { CallNotes } from './callNotes/CallNotes';
import { keptNote } from './callNotes/keptNote';
import { noteLog } from './callNotes/messages';
import { outcomeLine, revisionJobId, type NoteWords } from './callNotes/noteJobOf';
import { notePolicyOf } from './callNotes/notePolicyOf';
import { standingOf } from './callNotes/standingOf';
import { sendErrand } from './callNotes/sendErrand';
import { NoteJobRunner } from './callNotes/NoteJobRunner';
import { CallMarks } from './callLog/CallMarks';
import { NoteMethods } from './callNotes/NoteMethods';
import { NoteRights } from './callNotes/NoteRights';
import { noteState } from './callNotes/noteState';
import type { NoteViews } from './callNotes/noteViewsOf';
import { AmoCards } from './callers/AmoCards';
import type { AmoUsers } from './callers/AmoUsers';
import type { CallerLookup } from './callers/CallerLookup';
import type { AmoClient } from './client/AmoClient';
import { createOutbox } from './createOutbox';
import { isCallJob, type CrmJob } from './callLog/CrmJob';
import type { Crm, CrmOptions } from './Crm';
import type { Outbox } from './outbox/Outbox';
import { LogLine } from '../system/LogLine';

/** What writes calls, notes and tasks into amoCRM. */
export interface CallLog {
  readonly outbox: Outbox<CrmJob>;
  /** Null: there is no store for them. */
  readonly notes: CallNotes | null;
  /** See `Crm`. */
  readonly wire: Crm['notes'];
  readonly callBacks: CallBacks;
}

type NoteWatcher = Parameters<NonNullable<Crm['notes']>['watch']>[0];

/** What the call log asks amoCRM with. */
interface CallLogParts {
  readonly client: AmoClient;
  readonly users: AmoUsers;
  readonly lookup: CallerLookup;
  /** May the agent's user view the contact? Always where amoCRM's rights are not asked. */
  readonly mayViewContact: (extension: string, contact: { readonly responsibleId: number | null }) => boolean;
  /** See `HandedOnCallsOptions`. */
  readonly isOfAgent: HandedOnCallsOptions['isOfAgent'];
  /** What users may view, for the methods of notes. */
  readonly noteViews: NoteViews;
}

/** Builds it; nothing is started yet. */
export function createCallLog(options: CrmOptions, parts: CallLogParts): CallLog {
  const { settings, clock, directory, logger, noteStore } = options;
  const { client, users, lookup, mayViewContact, isOfAgent, noteViews } = parts;
  const { outcomes } = settings.calls;
  const language = accountLanguage(settings);
  const nameOf = (extension: string): string | null => directory.withExtension(extension)?.name ?? null;
  const words: NoteWords = { language, outcomes: outcomes?.list ?? [], nameOf };
  const chosen =
    options.choices === undefined ? null : new ChosenContacts(options.choices, () => clock.now());
  const callBacks = new CallBacks((id, job) => outbox.add(id, job));
  const cards = new AmoCards(client, 'work');
  const asked = {
    client,
    callBacks,
    finder: new LoggedCallFinder(client),
    marks: new CallMarks(options.markSecrets ?? []),
    isOfAgent,
    cards,
    handedOn: new HandedOnCalls({ ...noteViews, cards, isOfAgent }),
    users,
    agentOf: (extension: string) => directory.withExtension(extension),
    chosenWith: async (call: Pick<CallRecord, 'number' | 'extension'>, signal: AbortSignal) =>
      chosen === null ? null : chosenWith(call, chosen, cards, mayViewContact, signal),
  };
  const writer = new NoteJobRunner(
    {
      ...asked,
      enteredOn: (id) => notes?.enteredOn(id) ?? null,
      // What waits for its own card is logged as far as it will be.
      isLogged: (id) => {
        const job = outbox.entryOf(id)?.job;
        return job === undefined || !isCallJob(job) || job.stage === 'outcome';
      },
    },
    clock,
  );
  const calls = new CallJobRunner(
    settings,
    {
      ...asked,
      lookup,
      linkTo: options.linkOf,
      onEntered: (id, on) => notes?.entered(id, on),
      isOnItsWay: (id) => (outbox.entryOf(id)?.state ?? 'parked') !== 'parked',
      noteOutcome: ({ record, result, isSigned }, isDoubtful, signal) => {
        const { id, number, startedAt, extension } = record;
        const text = outcomeLine(result?.outcome?.text ?? '', language);
        const note = {
          stage: 'note',
          call: {
            ...{ id, number, startedAt, extension },
            ...(isSigned === true && { isSigned }),
            ...(isHandedOn(record) && { isHandedOn: true as const }),
          },
          revision: 0,
          text,
        } as const;
        return writer.run({ ...note, by: result?.by ?? null, leadId: null }, isDoubtful, signal);
      },
    },
    clock,
  );
  const finisher = new FinishJobRunner({ ...asked, nameOf, language });
  const outbox = createOutbox(options, new CrmJobRunner(calls, writer, finisher));
  const notes =
    noteStore === undefined
      ? null
      : new CallNotes({
          store: noteStore,
          clock,
          policy: notePolicyOf(outcomes),
          send: (note, errand) => sendErrand(note, errand, words, { outbox, callBacks }),
          sendAlone: (record) => outbox.add(record.id, newCallJob(record)),
          isSending: (id, revision) => outbox.entryOf(revisionJobId(id, revision)) !== null,
          onUnread: (err) => logger.error(new LogLine(noteLog.notRead, { err })),
          onUnreadable: (trace, isSalvaged) => {
            const line = isSalvaged ? noteLog.salvaged : noteLog.unreadable;
            logger.error(new LogLine(line, { trace }));
          },
          onChange: (note) => {
            // The store reports its faults itself, and holds it.
            if (note.phase !== 'live') options.saveNote?.(note.id, keptNote(note)).catch(() => undefined);
            if (outcomes === undefined) return;
            for (const { extension, callId } of note.legs)
              if (standingOf(note, extension, clock.now()) !== 'none')
                onNote(extension, callId, noteState(note, extension, outcomes));
          },
        });
  let onNote: NoteWatcher = () => undefined;
  if (notes === null || outcomes === undefined) return { outbox, notes, wire: null, callBacks };
  const rights = new NoteRights({ ...noteViews, now: () => notes.now() });
  const methods = new NoteMethods({ ...noteViews, notes, settings: outcomes, rights, nameOf });
  const wire: CallLog['wire'] = {
    methods,
    watch: (onChange) => (onNote = onChange),
    call: (...heard) => notes.call(...heard),
    resynced: (liveIds) => notes.resynced(liveIds),
  };
  return { outbox, notes, wire, callBacks };
}
