import type { Method } from '../../../../protocol/methods';
import { CardOffice } from '../../support/CardOffice';
import { identitySection } from '../../support/amoToken';

export const OUTCOMES = {
  waitSeconds: 60,
  required: ['sales'],
  list: [
    { id: 'sold', text: { ru: 'Продано', en: 'Sold' }, callStatus: 4 },
    { id: 'call-back', text: 'Перезвонить', task: { text: 'Перезвонить', inMinutes: 60 }, lines: ['sales'] },
  ],
};

/** A backend whose company asks for outcomes, before a fake amoCRM, and what its agents' widgets ask. */
export class OutcomeOffice {
  private constructor(readonly cards: CardOffice) {}

  static async open(): Promise<OutcomeOffice> {
    return new OutcomeOffice(await CardOffice.open());
  }

  close(): Promise<void> {
    return this.cards.close();
  }

  /** Starts the backend; resolves once its index is filled. @param calls more settings of the call log @param more sections of the settings */
  async start(calls: object = { outcomes: OUTCOMES }, more: object = {}): Promise<void> {
    const { office } = this.cards;
    const amocrm = { index: true, calls: { outbox: `${office.folder}/outbox`, ...calls } };
    await office.start(identitySection, amocrm, more);
    await this.cards.passUntil(async () => {
      const { index } = (await office.health()) as { index?: { state: string } };
      return index?.state === 'filled';
    });
    await office.untilRights('ok');
  }

  async ask(who: string, method: Method, params: object = {}): Promise<unknown> {
    const { office } = this.cards;
    return office.backend.call(method, params, await office.proven(who));
  }

  /** Seconds since 1970. */
  now(): number {
    return this.cards.office.backend.timer.now() / 1_000;
  }

  async minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) await this.cards.office.backend.timer.pass(60_000);
  }

  /** The agent's last call, once it is so. */
  async callOf(who: string, phase: string): Promise<string> {
    let id = '';
    await this.cards.office.until(async () => {
      const call = (await this.cards.statusWithCards(who)).calls.at(-1);
      id = call?.unique_id ?? '';
      return call?.phase === phase;
    });
    return id;
  }

  /** A client calls, and the agent answers. @param via queue or line that was dialled */
  async talk(who: string, via?: string): Promise<string> {
    const { cards } = this;
    cards.simulator.incoming(cards.number, [who], {
      answersItself: false,
      ...(via !== undefined && { via }),
    });
    return this.answered(who);
  }

  /** The agent hands the client over to a colleague, who answers. */
  async handOver(from: string, to: string): Promise<string> {
    const refusal = await this.cards.command(from, 'redirect', { phone: to });
    if (refusal !== null) throw new Error(`not handed over: ${JSON.stringify(refusal)}`);
    return this.answered(to);
  }

  notesWith(text: string): number {
    return this.cards.account.notes.filter(({ params }) => params.text?.includes(text)).length;
  }

  private async answered(who: string): Promise<string> {
    const unique_id = await this.callOf(who, 'RINGING');
    const refusal = await this.ask(who, 'answer', { unique_id });
    if (refusal !== null) throw new Error(`not answered: ${JSON.stringify(refusal)}`);
    return this.callOf(who, 'CONVERSATION');
  }
}
