import type { Crm } from '../../../../server/crm/Crm';
import { NotePage } from './NotePage';

/** The fields for notes of all calls, on all computers: 101 has two, 102 one. */
export class NotePages {
  /** By call, agent and computer. */
  private readonly pages = new Map<string, NotePage>();

  /** @param now ms since 1970 */
  constructor(private readonly now: () => number) {}

  get areSaved(): boolean {
    return [...this.pages.values()].every(({ isSaved }) => isSaved);
  }

  of(call: string, extension: '101' | '102', computer: 'a' | 'b', isDoubling: boolean): NotePage {
    const writer = extension === '101' ? computer : 'a';
    const key = `${call} ${extension} ${writer}`;
    const known = this.pages.get(key);
    if (known !== undefined) return known;
    const callId = `${call}-${extension}`;
    const page = new NotePage({ extension, callId, writer, isDoubling, now: this.now });
    this.pages.set(key, page);
    return page;
  }

  /** What was typed on all computers of the agent. */
  typed(call: string, extension: '101' | '102'): readonly string[] {
    return ['a', 'b'].flatMap((writer) => this.pages.get(`${call} ${extension} ${writer}`)?.typed ?? []);
  }

  send(crm: Crm): void {
    for (const page of this.pages.values()) page.send(crm.notes!.methods);
  }

  /** The process that was asked is dead. */
  cut(): void {
    for (const page of this.pages.values()) page.cut();
  }

  reload(): void {
    for (const page of this.pages.values()) page.reload();
  }
}
