import { isSamePhone } from '../../protocol/isSamePhone';
import type { WireCall, WireMissedCall } from '../../protocol/call';
import type { CallerCard } from '../../protocol/callerCard';
import { scenarioContacts, type Business } from '../business/Business';
import { numberOf } from '../business/phonebookOf';
import { dialable } from '../page/dialable';
import { StyleClients } from './StyleClients';
import { StyleHistory } from './StyleHistory';
import { StyleNotes } from './StyleNotes';

/** Length of a conversation, and how long a phone rings, s. */
const TALK_S = 83;
const RING_S = 4;

/** Makes the calls of canned statuses with the names of a business. Times are s since 1970, as on the wire. */
export class StyleCalls {
  constructor(
    private readonly business: Business,
    private readonly now: number,
  ) {}

  /** What is written of the calls. */
  get notes(): StyleNotes {
    return new StyleNotes(this.business, this.now);
  }

  /** Calls of the last days. */
  get history(): StyleHistory {
    return new StyleHistory(this.business, this.now);
  }

  /** Open deals of a client who has two. */
  twoLeads(): { readonly leads: NonNullable<CallerCard['leads']> } {
    const leads = this.business.cards
      .filter(({ kind, price }) => kind === 'leads' && price !== undefined)
      .slice(0, 2);
    return { leads: leads.map(({ id, name, price }) => ({ id, name, price })) };
  }

  /** Name of the queue of incoming calls. */
  get queue(): string {
    return this.business.queue;
  }

  /** Why it rings here: the other agent has transferred the client. */
  transferred(): CallerCard['why'] {
    const [, colleague] = this.business.users;
    return { transferred_by: { name: colleague?.name, extension: colleague?.extension, presence: null } };
  }

  /** Why it rings here: the other agent, to whom the client was handed over, did not take the call. */
  refused(): CallerCard['why'] {
    return { refused_by: { name: this.business.users[1]?.name } };
  }

  /** Where an ended call has gone: to the other agent. @param is_refused who did not take it */
  wentTo(is_refused: boolean): NonNullable<WireCall['went_to']> {
    return { name: this.business.users[1]?.name ?? '', is_refused };
  }

  /** A colleague rings and asks about the regular client, whose card the agent sees before answering. */
  consulted(): WireCall {
    const [, colleague] = this.business.users;
    const by = { name: colleague?.name, extension: colleague?.extension, presence: 'TALKING' };
    return this.colleague({
      card: this.card({ about_phone: this.client('regular').contact_phone, why: { consulted_by: by } }),
    });
  }

  /** A call with a contact of the scenarios; it rings unless `rest` says otherwise. */
  client(who: keyof typeof scenarioContacts, rest: Partial<WireCall> = {}): WireCall {
    const { cards, users } = this.business;
    const found = cards.find(({ id }) => id === scenarioContacts[who]);
    return this.call(who, {
      contact_name: found?.name ?? null,
      contact_id: found?.id ?? null,
      contact_phone: dialable(found?.phones[0]),
      company: cards.find(({ id }) => id === found?.company)?.name ?? null,
      responsible: users.find(({ id }) => id === found?.responsible)?.name ?? null,
      ...rest,
    });
  }

  /** A call with the other agent. */
  colleague(rest: Partial<WireCall> = {}): WireCall {
    const { name = '', extension = '' } = this.business.users[1] ?? {};
    return this.call('colleague', {
      direction: 'INTERNAL',
      contact_name: name,
      contact_phone: extension,
      ...rest,
    });
  }

  /** A call from a number that no contact has. */
  unknown(): WireCall {
    return this.call('unknown', { contact_phone: this.business.unknownNumber, via: this.business.queue });
  }

  /** A call from a number that two contacts have. */
  several(): WireCall {
    const { cards } = this.business;
    const number = numberOf(cards, scenarioContacts.sharesNumber);
    const same = cards.filter(
      ({ kind, phones }) => kind === 'contacts' && isSamePhone(dialable(phones[0]), number),
    );
    const contact_matches = same.map(({ id, name }) => ({ id, name }));
    return this.client('sharesNumber', { contact_id: null, contact_name: null, contact_matches });
  }

  /** What makes a call a conversation that goes on. */
  talking(rest: Partial<WireCall> = {}): Partial<WireCall> {
    return {
      phase: 'CONVERSATION',
      answered_at: this.now - TALK_S,
      started_at: this.now - TALK_S - 6,
      ...rest,
    };
  }

  /** What makes a call an ended one. @param answered whether somebody had answered it */
  ended(end_reason: string, answered = false): Partial<WireCall> {
    return {
      phase: 'ENDED',
      end_reason,
      started_at: this.now - TALK_S - 6,
      answered_at: answered ? this.now - TALK_S : null,
      ended_at: this.now,
    };
  }

  /** The card of the regular client: lead, task and last calls, and that the responsible agent is busy. @param rest other than that */
  card(rest: Partial<CallerCard> = {}): CallerCard {
    const { cards, users, stages, language, queue } = this.business;
    const contact = cards.find(({ id }) => id === scenarioContacts.regular);
    const company = cards.find(({ id }) => id === contact?.company);
    const [, colleague] = users;
    const [lead] = cards.filter((one) => one.kind === 'leads' && one.contact === contact?.id);
    return {
      contact: contact && { id: contact.id, name: contact.name },
      company: company && { id: company.id, name: company.name },
      responsible: { name: colleague?.name, extension: colleague?.extension, presence: 'TALKING' },
      leads: lead && [
        {
          id: lead.id,
          name: lead.name,
          price: lead.price,
          stage: stages.find(({ id }) => id === lead.stage)?.name,
          pipeline: null,
        },
      ],
      currency: this.business.currency,
      more_leads: 1,
      task: {
        id: '4001',
        text: language === 'ru' ? 'Прислать смету' : 'Send the quote',
        due_at: this.now + 3_600,
        of: lead && { kind: 'leads', id: lead.id },
      },
      last_calls: (
        [
          ['INBOUND', 3_000, 0, 'missed', colleague],
          ['OUTBOUND', 90_000, 192, 'answered', colleague],
          ['INBOUND', 260_000, 75, 'answered', users[0]],
        ] as const
      ).map(([direction, ago, talk_seconds, outcome, user]) => ({
        direction,
        at: this.now - ago,
        talk_seconds,
        outcome,
        with: user?.name,
        note: user === colleague && outcome === 'answered' ? this.said() : null,
      })),
      why: {
        via: queue,
        not_routed: { name: colleague?.name, extension: colleague?.extension, reason: 'BUSY' },
      },
      ...rest,
    };
  }

  /** What the colleague has written of the last talk. */
  private said(): NonNullable<CallerCard['last_calls']>[number]['note'] {
    const isRussian = this.business.language === 'ru';
    return {
      outcome: { ru: 'Просит смету', en: 'Wants a quote' },
      text: isRussian ? 'Смету ждёт к пятнице, монтаж ночью' : 'Needs the quote by Friday, fitting at night',
    };
  }

  /** The same of an hour ago, since amoCRM does not answer; the responsible agent does not want to be disturbed. */
  oldCard(): CallerCard {
    const [, colleague] = this.business.users;
    const { name, extension } = colleague ?? {};
    return this.card({
      responsible: { name, extension, presence: 'DO_NOT_DISTURB' },
      why: { not_routed: { name, extension, reason: 'DO_NOT_DISTURB' } },
      age_seconds: 3_700,
    });
  }

  /** Missed calls of three callers. */
  missed(): WireMissedCall[] {
    return [this.client('second'), this.unknown(), this.client('silent')].map((call, index) => ({
      unique_id: `missed-${index}`,
      contact_name: call.contact_name,
      contact_id: call.contact_id,
      contact_phone: call.contact_phone,
      count: index === 0 ? 3 : 1,
      at: this.now - 600 * (index + 1),
    }));
  }

  /** The company's missed calls: one of each kind. */
  get clients(): StyleClients {
    return new StyleClients(this, this.business, this.now);
  }

  private call(id: string, rest: Partial<WireCall> & Pick<WireCall, 'contact_phone'>): WireCall {
    return {
      unique_id: id,
      direction: 'INBOUND',
      phase: 'RINGING',
      is_hold: false,
      is_mute: false,
      started_at: this.now - RING_S,
      ...rest,
    };
  }
}
