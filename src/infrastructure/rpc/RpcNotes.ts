import {
  callNoteSchema,
  openNotesSchema,
  outcomeLanguages,
  outcomesSchema,
} from '../../../protocol/callNote';
import { MOST_MORE_MINUTES } from '../../../protocol/callNote';
import { openNote, type CallNote, type Choice } from '../../domain/notes/CallNote';
import type { KnownNote } from '../../domain/notes/changeNote';
import type { NoteBackend } from '../../domain/notes/NoteBackend';
import type { Outcomes } from '../../domain/notes/Outcomes';
import type { RpcClient } from './RpcClient';

/** The backend's notes by JSON-RPC. */
export class RpcNotes implements NoteBackend {
  /** @param language of the user; outcomes in another one come in English */
  constructor(
    private readonly rpc: RpcClient,
    private readonly language: string,
    /** Name of this browser, by which the backend tells the agent's computers apart. */
    private readonly writer: string,
    private readonly formatNumber: (number: string) => string,
  ) {}

  async save(callId: string, text: string, at: number, readAt: number): Promise<void> {
    await this.rpc.call('save_note', {
      unique_id: callId,
      text,
      written_at: at / 1_000,
      writer: this.writer,
      read_at: readAt === 0 ? null : readAt / 1_000,
    });
  }

  async choose(callId: string, { outcomeId, leadId, task }: Choice, at: number): Promise<void> {
    await this.rpc.call('set_outcome', {
      unique_id: callId,
      written_at: at / 1_000,
      ...(outcomeId !== null && { outcome_id: outcomeId }),
      ...(leadId !== null && { lead_id: leadId }),
      ...(task !== null && { task_text: task.text, task_due_at: task.dueAt / 1_000 }),
    });
  }

  async read(callId: string): Promise<KnownNote> {
    const note = await this.rpc.call('get_note', { unique_id: callId }, callNoteSchema);
    return {
      text: { value: note.text, at: toMs(note.written_at ?? 0) },
      others: note.others.map(({ name, text, written_at }) => ({ name, text, at: toMs(written_at) })),
      choice: {
        outcomeId: note.outcome_id,
        leadId: note.lead_id,
        task: note.task && { text: note.task.text, dueAt: toMs(note.task.due_at) },
      },
      offered: note.offered,
      waitsUntil: note.waits_until === null ? null : toMs(note.waits_until),
      moreMinutes: note.more_minutes,
      isWanted: note.is_asked && note.is_required,
      isLogged: note.is_logged,
    };
  }

  async extend(callId: string, minutes: number): Promise<void> {
    await this.rpc.call('extend_wait', { unique_id: callId, minutes: Math.min(minutes, MOST_MORE_MINUTES) });
  }

  async open(): Promise<readonly CallNote[]> {
    const open = await this.rpc.call('get_open_notes', {}, openNotesSchema);
    return open
      .filter(({ is_required }) => is_required)
      .map(
        ({
          unique_id,
          contact_name,
          contact_id,
          contact_phone,
          via,
          answered_at,
          ended_at,
          waits_until,
          more_minutes,
        }) =>
          openNote(
            unique_id,
            {
              title: contact_name ?? this.formatNumber(contact_phone),
              number: contact_phone,
              contactId: /^\d{1,19}$/.test(contact_id ?? '') ? contact_id : null,
              via,
              leads: [],
            },
            {
              talkSeconds: answered_at === null ? null : Math.max(0, Math.round(ended_at - answered_at)),
              endedAt: toMs(ended_at),
              waitsUntil: waits_until === null ? null : toMs(waits_until),
              moreMinutes: more_minutes,
            },
          ),
      );
  }

  async outcomes(): Promise<Outcomes> {
    const { required, required_lines, outcomes } = await this.rpc.call('get_outcomes', {}, outcomesSchema);
    const language = outcomeLanguages.find((one) => one === this.language) ?? 'en';
    return {
      required: required ?? required_lines,
      list: outcomes.map(({ id, text, lines, task }) => ({
        id,
        text: text[language],
        lines,
        task: task && { text: task.text[language], inMinutes: task.in_minutes },
      })),
    };
  }
}

/** Whole ms, as the time was before it went as seconds. */
function toMs(seconds: number): number {
  return Math.round(seconds * 1_000);
}
