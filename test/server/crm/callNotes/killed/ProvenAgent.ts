import type { WireNote, WireOpenNotes } from '../../../../../protocol/callNote';
import { exceptionNames } from '../../../../../protocol/ExceptionName';
import type { Method } from '../../../../../protocol/methods';
import type { SavedNote } from '../../../../../protocol/savedNote';
import { CommandFault } from '../../../../../server/calls/CommandFault';
import type { ProvenWire } from '../../../../asterisk/support/ProvenWire';
import type { FullStatus } from '../../../support/startBackend';
import type { NoteEnd } from '../NotePage';

/** What an agent's widget asks. All fails when the backend is dead. */
export class ProvenAgent implements NoteEnd {
  /** How often the backend has answered that it keeps something. */
  kept = 0;

  constructor(
    private readonly extension: '101' | '102',
    private readonly wire: ProvenWire,
  ) {}

  async status(): Promise<FullStatus> {
    return (await this.call('get_agent_status', { current_status: null, cards: true })) as FullStatus;
  }

  async openNotes(): Promise<WireOpenNotes> {
    return (await this.call('get_open_notes', {})) as WireOpenNotes;
  }

  async save(_extension: string, params: SavedNote): Promise<void> {
    await this.call('save_note', params);
    this.kept += 1;
  }

  async choose(params: object): Promise<void> {
    await this.call('set_outcome', params);
    this.kept += 1;
  }

  async read(_extension: string, unique_id: string): Promise<WireNote> {
    return (await this.call('get_note', { unique_id })) as WireNote;
  }

  /** Fails with a `CommandFault` where the backend refuses. */
  async call(method: Method, params: object): Promise<unknown> {
    const { result, exception } = await this.wire.ask(this.extension, method, params);
    const reason = exceptionNames.find((name) => name === exception);
    if (reason !== undefined) throw new CommandFault(reason);
    return result;
  }
}
