import type { WireNote, WireOpenNotes, WireOutcomes } from '../../../protocol/callNote';
import type { ExtendedWait, SavedNote, SetOutcome } from '../../../protocol/savedNote';
import { CommandFault } from '../../calls/CommandFault';
import type { Party } from '../../calls/Party';
import type { CallChoice, CallNote } from './CallNote';
import type { CallNotes } from './CallNotes';
import type { ClientLeads } from './ClientLeads';
import { clientNumberOf } from './clientNumberOf';
import { isDialled } from './isDialled';
import type { NoteRight, NoteRights, NoteRightsOptions } from './NoteRights';
import { stateOf } from './noteState';
import { openNote } from './openNote';
import { outcomesFor } from './outcomesFor';
import type { OutcomeSettings } from './outcomeSettings';
import { wireNote } from './wireNote';

/** What the methods use of the backend. */
export interface NoteMethodsOptions {
  readonly notes: Pick<CallNotes, 'write' | 'choose' | 'extend' | 'noteOf' | 'notesOf'>;
  readonly settings: OutcomeSettings;
  readonly rights: Pick<NoteRights, 'of'>;
  readonly leads: Pick<ClientLeads, 'mayView' | 'mayChoose'>;
  /** See `NoteRightsOptions`. */
  readonly mayViewClient: NoteRightsOptions['mayViewClient'];
  /** Null: no agent has the extension. */
  readonly nameOf: (extension: string) => string | null;
  /** Who has the number, as the agent may see it and as far as it is known without a request; never fails. */
  readonly partyOf: (extension: string, number: string) => Promise<Party>;
}

/** Most calls that `open` answers. */
const MOST_OPEN = 20;

/** The wire's methods for notes and outcomes. All that take a call fail with a `CommandFault`; whose it is says `NoteRights`. */
export class NoteMethods {
  constructor(private readonly options: NoteMethodsOptions) {}

  /** Resolves once the text survives a crash. */
  async save(extension: string, params: SavedNote): Promise<void> {
    const { unique_id, text, written_at, writer = null, read_at = null } = params;
    await this.taken(extension, unique_id, true);
    const part = { text, at: written_at * 1_000, writer };
    await this.options.notes.write(extension, unique_id, part, read_at === null ? null : read_at * 1_000);
  }

  /** As `save`. The deal of an agent who may not view it stays, as they could not send it. */
  async setOutcome(extension: string, params: SetOutcome): Promise<void> {
    const { unique_id, outcome_id = null, lead_id, task_text, task_due_at, written_at } = params;
    const { note, right } = await this.taken(extension, unique_id);
    const by = note.choice?.by ?? extension;
    if (right === 'own' && by !== extension) throw new CommandFault('WrongPhase');
    if (!this.isOffered(note, outcome_id)) throw new CommandFault('NotSupported');
    if ((task_text === undefined) !== (task_due_at === undefined)) throw new CommandFault('NotSupported');
    const deal = await this.dealFor(extension, note, lead_id);
    const task =
      task_text === undefined || task_due_at === undefined
        ? null
        : { text: task_text, dueAt: Math.round(task_due_at * 1_000) };
    const choice = { outcomeId: outcome_id, ...deal, task, by: extension, at: written_at * 1_000 };
    await this.options.notes.choose(unique_id, choice);
  }

  /** As `save`. */
  async extend(extension: string, { unique_id, minutes }: ExtendedWait): Promise<void> {
    await this.taken(extension, unique_id, true);
    await this.options.notes.extend(extension, unique_id, minutes);
  }

  async read(extension: string, callId: string): Promise<WireNote> {
    const { note, right } = await this.taken(extension, callId);
    const { settings } = this.options;
    const isLeadShown = await this.mayView(extension, note.choice?.leadId ?? null);
    return wireNote(note, extension, {
      settings,
      nameOf: (other) => this.options.nameOf(other) ?? other,
      right,
      isLeadShown,
    });
  }

  /** The agent's calls whose outcome is missing. Never fails for one of them. */
  async open(extension: string): Promise<WireOpenNotes> {
    const { notes, rights, settings, partyOf } = this.options;
    const asked = notes.notesOf(extension).flatMap((note) => {
      const state = stateOf(note, extension, settings);
      return state.is_asked && note.phase !== 'live' ? [{ note, state }] : [];
    });
    const newest = asked
      .sort((one, other) => other.note.record.endedAt - one.note.record.endedAt)
      .slice(0, MOST_OPEN);
    const open = await Promise.all(
      newest.map(async ({ note, state }) => {
        const right = await rights.of(note, extension, true).catch(() => null);
        if (right === null) return [];
        return [openNote(note, extension, state, await partyOf(extension, note.record.number))];
      }),
    );
    return open.flat();
  }

  outcomes(): WireOutcomes {
    const { waitSeconds, required, list } = this.options.settings;
    return {
      wait_seconds: waitSeconds,
      required: typeof required === 'string' ? required : null,
      required_lines: typeof required === 'string' ? [] : [...required],
      outcomes: list.map(({ id, text, lines, callStatus, task }) => ({
        id,
        text,
        lines: lines === undefined ? null : [...lines],
        call_status: callStatus ?? null,
        task: task === undefined ? null : { text: task.text, in_minutes: task.inMinutes },
      })),
    };
  }

  /** The note of the agent's call, and what they may do with it. Fails with a `CommandFault`. */
  private async taken(
    extension: string,
    callId: string,
    isOwnEnough = false,
  ): Promise<{ readonly note: CallNote; readonly right: NoteRight }> {
    const { notes, rights } = this.options;
    const right = await rights.of(notes.noteOf(extension, callId), extension, isOwnEnough);
    // It may have changed while it was asked whether they may.
    return { note: notes.noteOf(extension, callId), right };
  }

  /** What was chosen already may be sent again, though the company's settings have changed. */
  private isOffered(note: CallNote, outcomeId: string | null): boolean {
    const { settings } = this.options;
    const known = note.choice?.outcomeId ?? null;
    const isKnown = outcomeId === known && settings.list.some(({ id }) => id === outcomeId);
    return outcomeId === null || isKnown || outcomesFor(note, settings).some(({ id }) => id === outcomeId);
  }

  /** The deal of a choice that an agent makes. Fails with a `CommandFault`: they may not choose it. */
  private async dealFor(
    extension: string,
    note: CallNote,
    wanted: string | undefined,
  ): Promise<Pick<CallChoice, 'leadId' | 'leadFrom'>> {
    const { choice } = note;
    const known = {
      leadId: choice?.leadId ?? null,
      leadFrom: choice?.leadFrom ?? (choice === null ? undefined : { by: choice.by, seesAll: false }),
    };
    if (wanted === undefined) return (await this.mayView(extension, known.leadId)) ? { leadId: null } : known;
    const leadId = Number(wanted);
    const number = clientNumberOf(note);
    // A deal that the agent has chosen may be closed when they choose again.
    if (leadId === known.leadId && known.leadFrom?.by === extension) return known;
    const { leads, mayViewClient } = this.options;
    if (number === null || !(await leads.mayChoose(extension, leadId, number)))
      throw new CommandFault('UnknownContact');
    const seesAll = await mayViewClient(extension, number, isDialled(note));
    return { leadId, leadFrom: { by: extension, seesAll, number } };
  }

  private async mayView(extension: string, leadId: number | null): Promise<boolean> {
    return leadId !== null && this.options.leads.mayView(extension, leadId);
  }
}
