import { CommandFault } from '../../../../../server/calls/CommandFault';
import type { MortalBackend } from '../../../../asterisk/support/MortalBackend';
import { ProvenWire } from '../../../../asterisk/support/ProvenWire';
import { NotePage } from '../NotePage';
import { ProvenAgent } from './ProvenAgent';

type Who = '101' | '102';

/** What the agents' widgets are made with. */
interface AgentPagesOptions {
  readonly backend: Pick<MortalBackend, 'ask'>;
  /** ms since 1970 */
  readonly now: () => number;
  /** Each request is sent twice at once. */
  readonly isDoubling: boolean;
  /** The client's open deal; null: they have none. */
  readonly leadId: number | null;
}

/** An outcome that is sent until the backend has it. */
interface Choice {
  readonly who: Who;
  readonly hasTask: boolean;
  params: Readonly<Record<string, string | number>>;
  isBusy: boolean;
  isDone: boolean;
}

/** Widgets of two agents: 101 has two computers. A note is written once the widget has been offered it. */
export class AgentPages {
  private readonly agents: Readonly<Record<Who, ProvenAgent>>;
  /** Ids of the agents' calls whose notes they were offered. */
  private readonly calls = new Map<Who, string>();
  private readonly pages = new Map<string, NotePage>();
  private chosen: Choice | null = null;

  constructor(private readonly options: AgentPagesOptions) {
    const wire = new ProvenWire(options.backend, options.now);
    const agent = (who: Who): ProvenAgent => new ProvenAgent(who, wire);
    this.agents = { '101': agent('101'), '102': agent('102') };
  }

  /** The backend has all that was typed and chosen. */
  get areSaved(): boolean {
    return [...this.pages.values()].every(({ isSaved }) => isSaved) && (this.chosen?.isDone ?? true);
  }

  /** How often the backend has answered that it keeps something. */
  get kept(): number {
    return this.agents['101'].kept + this.agents['102'].kept;
  }

  get typed(): readonly string[] {
    return [...this.pages.values()].flatMap(({ typed }) => typed);
  }

  /** Null: nothing was chosen. */
  get choice(): { readonly hasTask: boolean } | null {
    return this.chosen;
  }

  /** Was the agent offered a note, in the call or after it? */
  async isOffered(who: Who): Promise<boolean> {
    if (this.calls.has(who)) return true;
    const { calls } = await this.agents[who].status();
    const live = calls.find((call) => call.note !== undefined);
    const id = live?.unique_id ?? (await this.agents[who].openNotes())[0]?.unique_id;
    if (id !== undefined) this.calls.set(who, id);
    return id !== undefined;
  }

  /** One more word, if the agent was offered the note. */
  type(who: Who, computer: 'a' | 'b'): void {
    const callId = this.calls.get(who);
    if (callId === undefined) return;
    const key = `${who}${computer}`;
    const { now, isDoubling } = this.options;
    const page =
      this.pages.get(key) ?? new NotePage({ extension: who, callId, writer: computer, isDoubling, now });
    this.pages.set(key, page);
    page.type(`word-${key}-${page.typed.length}-`);
  }

  /** All that the agent chooses, if they were offered the note. */
  choose(who: Who, { hasLead, hasTask }: { readonly hasLead: boolean; readonly hasTask: boolean }): void {
    const unique_id = this.calls.get(who);
    if (unique_id === undefined) return;
    const at = this.options.now() / 1_000;
    const { leadId } = this.options;
    const params = {
      unique_id,
      outcome_id: 'sold',
      ...(hasLead && leadId !== null && { lead_id: String(leadId) }),
      ...(hasTask && { task_text: 'Прислать смету', task_due_at: at + 86_400 }),
      written_at: at,
    };
    this.chosen = { who, hasTask, params, isBusy: false, isDone: false };
  }

  /** All pages are loaded again. */
  reload(): void {
    for (const page of this.pages.values()) page.reload();
  }

  /** Has the client handed over, if the agent's screen shows the talk. */
  async redirect(from: Who, to: Who): Promise<void> {
    const { calls } = await this.agents[from].status();
    const call = calls.find(({ phase }) => phase === 'CONVERSATION');
    if (call === undefined) return;
    await this.agents[from].call('redirect', { unique_id: call.unique_id, phone: to });
  }

  /** Pages send what the backend has not yet. */
  send(): void {
    for (const [key, page] of this.pages) page.send(this.agents[key.slice(0, 3) as Who]);
    const { chosen } = this;
    if (chosen === null || chosen.isDone || chosen.isBusy) return;
    chosen.isBusy = true;
    this.sendChoice(chosen).then(
      () => Object.assign(chosen, { isBusy: false, isDone: true }),
      () => (chosen.isBusy = false),
    );
  }

  private async sendChoice(chosen: Choice): Promise<void> {
    const { params, who } = chosen;
    const times = this.options.isDoubling ? 2 : 1;
    const answers = await Promise.allSettled(
      Array.from({ length: times }, () => this.agents[who].choose(params)),
    );
    const failed = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as Error] : [],
    );
    if (failed.length < times) return;
    // The entry went before the choice arrived: its deal is amoCRM's.
    if (failed.some((why) => why instanceof CommandFault && why.reason === 'WrongPhase')) {
      chosen.params = Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'lead_id'));
    }
    throw failed[0] ?? new Error('no answer');
  }
}
