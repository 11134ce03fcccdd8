import * as v from 'valibot';
import type { postedCalls, postedContacts, postedTasks, postedUnsorted } from './requestSchemas';

export interface Card {
  id: number;
  name: string;
  phones: string[];
  responsible_user_id: number;
  companyId?: number;
  leadIds?: number[];
  /** Seconds since 1970. */
  updated_at?: number;
}

export interface Lead {
  id: number;
  responsible_user_id: number;
  status_id: number;
  updated_at: number;
  name?: string;
  price?: number;
  pipeline_id?: number;
}

export interface Note {
  type: 'contacts' | 'companies' | 'leads' | 'customers';
  entity_id: number;
  id: number;
  note_type: 'call_in' | 'call_out' | 'common';
  updated_at: number;
  created_by?: number;
  params: {
    uniq?: string;
    phone?: string;
    call_status?: number | undefined;
    call_result?: string | undefined;
    link?: string | undefined;
    duration?: number;
    text?: string;
  };
}

export interface User {
  id: number;
  name: string;
  email: string;
  /** As the users' API has them; `amoRights` makes them. */
  rights?: object;
}

type Call = v.InferOutput<typeof postedCalls>[number];

/** What an item may name of the account. */
const namingSchema = v.array(
  v.object({
    responsible_user_id: v.optional(v.number()),
    created_by: v.optional(v.number()),
    call_responsible: v.optional(v.union([v.number(), v.string()])),
    metadata: v.optional(v.object({ call_responsible: v.optional(v.union([v.number(), v.string()])) })),
    pipeline_id: v.optional(v.number()),
    entity_id: v.optional(v.number()),
    entity_type: v.optional(v.picklist(['leads', 'contacts', 'companies', 'customers'])),
  }),
);

const compared = (phone: string): string => phone.replace(/\D/g, '').slice(-10);

/** What a fake account of amoCRM holds, and how it finds and keeps things. */
export class AmoAccount {
  /** ISO code. */
  currency = 'RUB';
  readonly users: User[] = [
    { id: 1, name: 'Анна Смирнова', email: 'Anna@example.com' },
    { id: 2, name: 'Борис Орлов', email: 'boris@example.com' },
  ];
  readonly contacts: Card[] = [];
  readonly companies: Card[] = [];
  readonly leads: Lead[] = [];
  readonly pipelines = [
    {
      id: 5,
      name: 'Продажи',
      statuses: [
        { id: 20, name: 'Договор' },
        { id: 30, name: 'Замер' },
        { id: 142, name: 'Успешно реализовано' },
      ],
    },
  ];
  readonly calls: Call[] = [];
  readonly notes: Note[] = [];
  readonly unsorted: v.InferOutput<typeof postedUnsorted>[number][] = [];
  readonly tasks: (v.InferOutput<typeof postedTasks>[number] & {
    id: number;
    created_at: number;
    is_completed: boolean;
    updated_at?: number;
    result?: { text: string };
  })[] = [];
  readonly events: {
    readonly id: string;
    readonly type: string;
    readonly entity_id: number;
    readonly entity_type: string;
    readonly created_at: number;
  }[] = [];
  /** Users who were deleted or switched off, and pipelines that were deleted. */
  readonly gone = { users: new Set<number>(), pipelines: new Set<number>() };
  private lastId = 1_000;

  /** @param seconds since 1970 */
  constructor(readonly seconds: () => number) {}

  contact(name: string, phone: string, more: Partial<Card> = {}): Card {
    const updated_at = this.seconds();
    const card = { id: ++this.lastId, name, phones: [phone], responsible_user_id: 1, updated_at, ...more };
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
    this.addNote({
      type,
      entity_id: id,
      note_type: call.direction === 'inbound' ? 'call_in' : 'call_out',
      params: {
        uniq: call.uniq ?? '',
        phone: call.phone,
        duration: call.duration,
        ...(call.call_status !== undefined && { call_status: call.call_status }),
        ...(call.call_result !== undefined && { call_result: call.call_result }),
        ...(call.link !== undefined && { link: call.link }),
      },
    });
    return { type, id };
  }

  addNote(note: Omit<Note, 'id' | 'updated_at'>): number {
    this.notes.push({ ...note, id: ++this.lastId, updated_at: this.seconds() });
    return this.lastId;
  }

  /** A user accepts an unsorted lead: its contact is there from now on, with the call's entry. */
  accept(uid: string): Card {
    const at = this.unsorted.findIndex(({ source_uid }) => source_uid === uid);
    const [lead] = this.unsorted.splice(at, 1);
    const { metadata } = lead!;
    const card = this.contact('Из неразобранного', metadata.phone);
    const { uniq, phone, duration } = metadata;
    this.addNote({
      type: 'contacts',
      entity_id: card.id,
      note_type: 'call_in',
      params: { uniq, phone, duration },
    });
    return card;
  }

  /** Where an item that was posted names a user, a card or a pipeline that is not there; null: nowhere. */
  goneIn(posted: unknown): string | null {
    if (!Array.isArray(posted)) return null;
    const { responsible_user_id, created_by, entity_id, entity_type, pipeline_id, ...rest } = v.parse(
      namingSchema,
      posted,
    )[0]!;
    const isGone = (id: unknown): boolean => typeof id === 'number' && this.gone.users.has(id);
    if (isGone(responsible_user_id)) return 'responsible_user_id';
    if (isGone(created_by)) return 'created_by';
    if (isGone(rest.call_responsible)) return 'call_responsible';
    if (isGone(rest.metadata?.call_responsible)) return 'metadata.call_responsible';
    if (pipeline_id !== undefined && this.gone.pipelines.has(pipeline_id)) return 'pipeline_id';
    if (entity_id === undefined || entity_type === undefined || entity_type === 'customers') return null;
    return this[entity_type].some(({ id }) => id === entity_id) ? null : 'entity_id';
  }

  addContact(made: v.InferOutput<typeof postedContacts>[number]): number {
    const phones = made.custom_fields_values.flatMap(({ values }) => values.map(({ value }) => value));
    return this.contact(made.name, phones[0] ?? '', {
      phones,
      responsible_user_id: made.responsible_user_id ?? 1,
    }).id;
  }

  /** A card is deleted, by the user or since it was merged into another one. */
  delete(kind: 'contacts' | 'companies' | 'leads' | 'tasks', id: number): void {
    const all: { id: number }[] = this[kind];
    all.splice(
      all.findIndex((one) => one.id === id),
      1,
    );
    this.note(kind, 'deleted', id);
  }

  /** Two contacts become one; the event names the one that stays. */
  merge(stays: Card, goes: Card): void {
    stays.phones.push(...goes.phones);
    stays.updated_at = this.seconds();
    this.contacts.splice(this.contacts.indexOf(goes), 1);
    this.events.push(this.event('entity_merged', 'contact', stays.id));
  }

  private note(kind: 'contacts' | 'companies' | 'leads' | 'tasks', what: string, id: number): void {
    const type = kind === 'companies' ? 'company' : kind.slice(0, -1);
    this.events.push(this.event(`${type}_${what}`, type, id));
  }

  private event(type: string, entity_type: string, entity_id: number): AmoAccount['events'][number] {
    return { id: `event-${++this.lastId}`, type, entity_id, entity_type, created_at: this.seconds() };
  }

  addTask(task: v.InferOutput<typeof postedTasks>[number]): number {
    this.tasks.push({ ...task, id: ++this.lastId, created_at: this.seconds(), is_completed: false });
    return this.lastId;
  }
}
