import type * as v from 'valibot';
import type { postedCalls, postedContacts, postedTasks, postedUnsorted } from './requestSchemas';

export interface Card {
  id: number;
  name: string;
  phones: string[];
  responsible_user_id: number;
  companyId?: number;
  leadIds?: number[];
}

export interface Lead {
  id: number;
  responsible_user_id: number;
  status_id: number;
  updated_at: number;
}

export interface Note {
  type: 'contacts' | 'companies' | 'leads' | 'customers';
  entity_id: number;
  note_type: 'call_in' | 'call_out';
  updated_at: number;
  params: { uniq: string; phone: string; call_status?: number; link?: string; duration: number };
}

type Call = v.InferOutput<typeof postedCalls>[number];

const compared = (phone: string): string => phone.replace(/\D/g, '').slice(-10);

/** What a fake account of amoCRM holds, and how it finds and keeps things. */
export class AmoAccount {
  readonly users = [
    { id: 1, name: 'Анна Смирнова', email: 'Anna@example.com' },
    { id: 2, name: 'Борис Орлов', email: 'boris@example.com' },
  ];
  readonly contacts: Card[] = [];
  readonly companies: Card[] = [];
  readonly leads: Lead[] = [];
  readonly calls: Call[] = [];
  readonly notes: Note[] = [];
  readonly unsorted: v.InferOutput<typeof postedUnsorted>[number][] = [];
  readonly tasks: (v.InferOutput<typeof postedTasks>[number] & {
    id: number;
    created_at: number;
    is_completed: boolean;
  })[] = [];
  private lastId = 1_000;

  /** @param seconds since 1970 */
  constructor(private readonly seconds: () => number) {}

  contact(name: string, phone: string, more: Partial<Card> = {}): Card {
    const card = { id: ++this.lastId, name, phones: [phone], responsible_user_id: 1, ...more };
    this.contacts.push(card);
    return card;
  }

  /** amoCRM's search: a part of the name, or of the number's digits. */
  search(cards: readonly Card[], query: string): Card[] {
    const digits = query.replace(/\D/g, '');
    return cards.filter(
      ({ name, phones }) =>
        name.toLowerCase().includes(query.toLowerCase()) ||
        (digits !== '' && phones.some((phone) => phone.replace(/\D/g, '').includes(digits))),
    );
  }

  /** Puts the call to its card; null: no card has the number. */
  addCall(call: Call): { type: Note['type']; id: number } | null {
    const has = ({ phones }: Card): boolean => phones.some((one) => compared(one) === compared(call.phone));
    const contact = this.contacts.find(has);
    const card = contact ?? this.companies.find(has);
    if (card === undefined) return null;
    const open = this.leads.filter(
      (lead) => card.leadIds?.includes(lead.id) && ![142, 143].includes(lead.status_id),
    );
    const [lead] = open;
    const type = lead !== undefined && open.length === 1 ? 'leads' : contact ? 'contacts' : 'companies';
    const id = type === 'leads' ? lead!.id : card.id;
    this.calls.push(call);
    this.notes.push({
      type,
      entity_id: id,
      note_type: call.direction === 'inbound' ? 'call_in' : 'call_out',
      updated_at: this.seconds(),
      params: {
        uniq: call.uniq ?? '',
        phone: call.phone,
        duration: call.duration,
        ...(call.call_status !== undefined && { call_status: call.call_status }),
        ...(call.link !== undefined && { link: call.link }),
      },
    });
    return { type, id };
  }

  addContact(made: v.InferOutput<typeof postedContacts>[number]): number {
    const phones = made.custom_fields_values.flatMap(({ values }) => values.map(({ value }) => value));
    return this.contact(made.name, phones[0] ?? '', {
      phones,
      responsible_user_id: made.responsible_user_id ?? 1,
    }).id;
  }

  addTask(task: v.InferOutput<typeof postedTasks>[number]): number {
    this.tasks.push({ ...task, id: ++this.lastId, created_at: this.seconds(), is_completed: false });
    return this.lastId;
  }
}

/** A card as amoCRM's answers have it. */
export function cardAnswer(card: Card): object {
  return {
    id: card.id,
    name: card.name,
    responsible_user_id: card.responsible_user_id,
    is_deleted: false,
    custom_fields_values: [
      { field_id: 1, field_name: 'Должность', field_code: 'POSITION', values: [{ value: { any: 'thing' } }] },
      {
        field_id: 2,
        field_name: 'Телефон',
        field_code: 'PHONE',
        values: card.phones.map((value) => ({ value, enum_code: 'WORK' })),
      },
    ],
    _embedded: {
      tags: [],
      companies: card.companyId === undefined ? [] : [{ id: card.companyId }],
      leads: (card.leadIds ?? []).map((id) => ({ id })),
    },
  };
}
