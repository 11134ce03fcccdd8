import type { SavedNote, SetOutcome, WireNote, WireOutcomes } from '../../../protocol/callNote';
import { CommandFault } from '../../calls/CommandFault';
import type { CallChoice, CallNote } from './CallNote';
import type { CallNotes } from './CallNotes';
import type { OutcomeSettings } from './outcomeSettings';

/** What the methods use of the backend. */
export interface NoteMethodsOptions {
  readonly notes: Pick<CallNotes, 'write' | 'choose' | 'noteOf'>;
  readonly settings: OutcomeSettings;
  /** Null: no agent has the extension. */
  readonly nameOf: (extension: string) => string | null;
  /** Is there such an open deal, and may the agent's user view it in amoCRM? */
  readonly mayViewLead: (extension: string, leadId: number) => Promise<boolean>;
}

/** The wire's methods for notes and outcomes. All that take a call fail with a `CommandFault`. */
export class NoteMethods {
  constructor(private readonly options: NoteMethodsOptions) {}

  /** Resolves once the text survives a crash. */
  save(extension: string, { unique_id, text, written_at }: SavedNote): Promise<void> {
    return this.options.notes.write(extension, unique_id, text, written_at * 1_000);
  }

  /** As `save`. The deal of an agent who may not view it stays, as they could not send it. */
  async setOutcome(extension: string, params: SetOutcome): Promise<void> {
    const { unique_id, outcome_id, lead_id, task_text, task_due_at, written_at } = params;
    const { notes, settings } = this.options;
    const { choice } = notes.noteOf(extension, unique_id);
    if (outcome_id !== undefined && !settings.list.some(({ id }) => id === outcome_id))
      throw new CommandFault('NotSupported');
    if ((task_text === undefined) !== (task_due_at === undefined)) throw new CommandFault('NotSupported');
    const leadId = await this.leadFor(extension, choice, lead_id);
    const task =
      task_text === undefined || task_due_at === undefined
        ? null
        : { text: task_text, dueAt: Math.round(task_due_at * 1_000) };
    await notes.choose(unique_id, {
      outcomeId: outcome_id ?? null,
      leadId,
      task,
      by: extension,
      at: written_at * 1_000,
    });
  }

  async read(extension: string, callId: string): Promise<WireNote> {
    const note = this.options.notes.noteOf(extension, callId);
    const { parts, choice } = note;
    const own = parts[extension];
    const isLeadShown = await this.mayView(extension, choice?.leadId ?? null);
    return {
      text: own?.text ?? '',
      written_at: own === undefined ? null : own.at / 1_000,
      others: Object.entries(parts)
        .filter(([other, { text }]) => other !== extension && text.trim() !== '')
        .map(([other, { text, at }]) => ({ name: this.nameOf(other), text, written_at: at / 1_000 })),
      outcome_id: choice?.outcomeId ?? null,
      lead_id: isLeadShown ? String(choice?.leadId) : null,
      task: choice?.task ? { text: choice.task.text, due_at: choice.task.dueAt / 1_000 } : null,
      chosen_by: choice === null ? null : this.nameOf(choice.by),
      waits_until: waitsUntil(note),
      is_logged: note.phase === 'logged',
    };
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

  /** The deal of a choice that an agent makes. Fails with a `CommandFault`: they may not choose it. */
  private async leadFor(
    extension: string,
    known: CallChoice | null,
    wanted: string | undefined,
  ): Promise<number | null> {
    const knownId = known?.leadId ?? null;
    if (wanted === undefined) return (await this.mayView(extension, knownId)) ? null : knownId;
    const leadId = Number(wanted);
    // A deal that the agent has chosen may be closed when they choose again.
    const isOwn = leadId === knownId && known?.by === extension;
    if (!isOwn && !(await this.mayView(extension, leadId))) throw new CommandFault('UnknownContact');
    return leadId;
  }

  private async mayView(extension: string, leadId: number | null): Promise<boolean> {
    return leadId !== null && this.options.mayViewLead(extension, leadId);
  }

  private nameOf(extension: string): string {
    return this.options.nameOf(extension) ?? extension;
  }
}

function waitsUntil(note: CallNote): number | null {
  return note.phase === 'waiting' ? note.until / 1_000 : null;
}
