import { CallJobRunner } from './callLog/CallJobRunner';
import { newCallJob } from './callLog/CallJob';
import { CrmJobRunner } from './callLog/CrmJobRunner';
import { accountLanguage } from './callLog/callResult';
import { chosenWith } from './callLog/chosenWith';
import { LoggedCallFinder } from './callLog/LoggedCallFinder';
import { ChosenContacts } from './callerCard/ChosenContacts';
import { CallNotes } from './callNotes/CallNotes';
import { noteLog } from './callNotes/messages';
import { noteJobOf, outcomeLine, revisionJobId, type NoteWords } from './callNotes/noteJobOf';
import { NoteJobRunner } from './callNotes/NoteJobRunner';
import { NoteMarks } from './callNotes/NoteMarks';
import { NoteMethods } from './callNotes/NoteMethods';
import { AmoCards } from './callers/AmoCards';
import type { AmoUsers } from './callers/AmoUsers';
import type { CallerLookup } from './callers/CallerLookup';
import type { AmoClient } from './client/AmoClient';
import { createOutbox } from './createOutbox';
import { isNoteJob, type CrmJob } from './callLog/CrmJob';
import type { CrmOptions } from './Crm';
import type { Outbox } from './outbox/Outbox';
import { LogLine } from '../system/LogLine';

/** What writes calls, notes and tasks into amoCRM. */
export interface CallLog {
  readonly outbox: Outbox<CrmJob>;
  /** Null: there is no store for them. */
  readonly notes: CallNotes | null;
  /** Null: agents are not asked for outcomes. */
  readonly methods: NoteMethods | null;
}

/** What the call log asks amoCRM with. */
interface CallLogParts {
  readonly client: AmoClient;
  readonly users: AmoUsers;
  readonly lookup: CallerLookup;
  /** May the agent's user view the contact? Always where amoCRM's rights are not asked. */
  readonly mayViewContact: (extension: string, contact: { readonly responsibleId: number | null }) => boolean;
  /** See `NoteMethodsOptions`. */
  readonly mayViewLead: (extension: string, leadId: number) => Promise<boolean>;
}

/** Builds it; nothing is started yet. */
export function createCallLog(options: CrmOptions, parts: CallLogParts): CallLog {
  const { settings, clock, directory, logger, noteStore } = options;
  const { client, users, lookup, mayViewContact, mayViewLead } = parts;
  const { outcomes } = settings.calls;
  const language = accountLanguage(settings.address);
  const nameOf = (extension: string): string | null => directory.withExtension(extension)?.name ?? null;
  const words: NoteWords = { language, outcomes: outcomes?.list ?? [], nameOf };
  const chosen =
    options.choices === undefined ? null : new ChosenContacts(options.choices, () => clock.now());
  const asked = {
    client,
    finder: new LoggedCallFinder(client),
    cards: new AmoCards(client, 'work'),
    users,
    agentOf: (extension: string) => directory.withExtension(extension),
  };
  const writer = new NoteJobRunner(
    {
      ...asked,
      marks: new NoteMarks(options.markSecrets ?? []),
      // What waits for its own card is logged as far as it will be.
      isLogged: (id) => {
        const job = outbox.entryOf(id)?.job;
        return job === undefined || isNoteJob(job) || job.stage === 'outcome';
      },
    },
    clock,
  );
  const calls = new CallJobRunner(
    settings,
    {
      ...asked,
      lookup,
      chosenWith: async (record, signal) =>
        chosen === null ? null : chosenWith(record, chosen, asked.cards, mayViewContact, signal),
      linkTo: options.linkOf,
      isOnItsWay: (id) => (outbox.entryOf(id)?.state ?? 'parked') !== 'parked',
      noteOutcome: ({ record, result }, isDoubtful, signal) => {
        const { id, number, startedAt } = record;
        const text = outcomeLine(result?.outcome?.text ?? '', language);
        const note = { stage: 'note', call: { id, number, startedAt }, revision: 0, text } as const;
        return writer.run({ ...note, by: result?.by ?? null, leadId: null }, isDoubtful, signal);
      },
    },
    clock,
  );
  const outbox = createOutbox(options, new CrmJobRunner(calls, writer));
  const notes =
    noteStore === undefined
      ? null
      : new CallNotes({
          store: noteStore,
          clock,
          policy: { waitMs: outcomes === undefined ? null : outcomes.waitSeconds * 1_000 },
          send: (note, errand) => {
            const sent = noteJobOf(note, errand, words);
            if (sent !== null) outbox.add(sent.id, sent.job);
          },
          sendAlone: (record) => outbox.add(record.id, newCallJob(record)),
          isSending: (id, revision) => outbox.entryOf(revisionJobId(id, revision)) !== null,
          onUnread: (err) => logger.error(new LogLine(noteLog.notRead, { err })),
          onUnreadable: (trace, isSalvaged) => {
            const line = isSalvaged ? noteLog.salvaged : noteLog.unreadable;
            logger.error(new LogLine(line, { trace }));
          },
        });
  const methods =
    notes === null || outcomes === undefined
      ? null
      : new NoteMethods({ notes, settings: outcomes, nameOf, mayViewLead });
  return { outbox, notes, methods };
}
