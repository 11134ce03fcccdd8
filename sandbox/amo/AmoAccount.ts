import type { CallRecord } from '../../server/calls/CallRecord';
import type { Business } from '../business/Business';
import type {
  AccountLife,
  Card,
  CardKind,
  FeedCall,
  FeedNote,
  Task,
  UnsortedCall,
  User,
} from '../page/Account';
import type { AccountChange } from './AmoWebhooks';
import { CardStore, type NewContact, type NewLead } from './CardStore';
import { firstLife } from './firstLife';
import type { PostedCall, PostedTask, PostedUnsorted } from './postedBodies';

/** The recordings of the account's calls. */
export interface AccountRecordings {
  /** Makes the recording of a posted call, before it is in a feed. @param uniq the call's key */
  record(uniq: string, seconds: number): void;
  /** URL of the recording of a call before the beginning; null: there is none. @param account URL of the account */
  linkOf(record: CallRecord, account: string): string | null;
}

/** The imitated account, in memory: users, cards, calls, unsorted callers, tasks. Each change raises `life.version`. */
export class AmoAccount {
  private version = 1;
  private store = new CardStore([]);
  private calls: readonly FeedCall[] = [];
  private notes: readonly FeedNote[] = [];
  private unsorted: readonly UnsortedCall[] = [];
  private tasks: readonly Task[] = [];
  private lastId = 50_000;
  /** URL of the account; null: not known yet. */
  private address: string | null = null;

  constructor(
    private current: Business,
    /** Seconds since 1970. */
    private readonly now: () => number,
    /** E-mails of the users in place of their own, the first user first. */
    private readonly emails: readonly string[] = [],
    private readonly recordings: AccountRecordings = { record: () => undefined, linkOf: () => null },
    private readonly onChange: (change: AccountChange) => void = () => undefined,
  ) {
    this.startOver(current);
  }

  get business(): Business {
    return this.current;
  }

  /** Users of the business, with the given e-mails. */
  get users(): readonly User[] {
    return this.current.users.map((user, index) => {
      const email = this.emails[index];
      return email === undefined ? user : { ...user, email, name: email };
    });
  }

  get cards(): CardStore {
    return this.store;
  }

  /** Cards, calls, unsorted callers and tasks as of now. */
  get life(): AccountLife {
    const { version, calls, notes, unsorted, tasks } = this;
    return { version, cards: this.cards.all, calls, notes, unsorted, tasks };
  }

  /** Seconds since 1970. */
  get time(): number {
    return this.now();
  }

  /** Resets the account to this business. @param address URL of the account; undefined: as before */
  startOver(business: Business, address = this.address): void {
    this.current = business;
    this.address = address;
    this.store = new CardStore(business.cards, this.now);
    this.lastId = 50_000;
    const { users, recordings } = this;
    const life = firstLife({
      business,
      users,
      now: this.now(),
      nextId: () => this.nextId(),
      linkOf: (record) => (address === null ? null : recordings.linkOf(record, address)),
    });
    [this.calls, this.notes] = [life.calls, life.notes];
    [this.unsorted, this.tasks] = [life.unsorted, life.tasks];
    this.version = 1;
  }

  addContact(contact: NewContact): Card {
    const card = this.cards.addContact(contact);
    this.version += 1;
    this.onChange({ kind: 'contacts', event: 'add', card });
    return card;
  }

  /** Adds a lead of a contact, in the first stage. */
  addLead(lead: Omit<NewLead, 'stage' | 'phone'>): Card {
    const phone = this.cards.find('contacts', lead.contact)?.phones[0] ?? '';
    const card = this.cards.addLead({ ...lead, phone, stage: this.current.stages[0]?.id ?? 0 });
    this.version += 1;
    this.onChange({ kind: 'leads', event: 'add', card });
    return card;
  }

  /**
   * Adds a call to the feed of the card with its number (`CardStore.ofCall`). Null: no card has it; the call is not
   * kept.
   */
  addCall(call: PostedCall): FeedCall | null {
    const card = this.cards.ofCall(call.phone);
    return card === undefined ? null : this.addCallTo(card, call);
  }

  /** Adds a call to the feed of this card. */
  addCallTo(card: Card, call: PostedCall): FeedCall {
    if (call.link !== undefined) this.recordings.record(call.uniq ?? '', call.duration);
    return this.putCall(card, {
      direction: call.direction,
      phone: call.phone,
      duration: call.duration,
      status: call.call_status ?? null,
      result: call.call_result ?? '',
      link: call.link ?? null,
      who: call.call_responsible ?? call.responsible_user_id ?? null,
      source: call.source,
      uniq: call.uniq ?? '',
      at: call.created_at ?? this.now(),
    });
  }

  /** Adds a text to the feed of this card. @param who id of the user; null: the integration itself */
  addNote(card: Card, text: string, who: number | null): FeedNote {
    const at = this.now();
    const note = { id: this.nextId(), card: { kind: card.kind, id: card.id }, text, who, at, changedAt: at };
    this.notes = [note, ...this.notes];
    this.version += 1;
    return note;
  }

  /** Changes a text of a card of this kind. False: there is none with the id. */
  changeNote(kind: CardKind, id: number, text: string): boolean {
    const found = this.notes.find((note) => note.id === id && note.card.kind === kind);
    if (found === undefined) return false;
    this.notes = this.notes.map((note) => (note === found ? { ...note, text, changedAt: this.now() } : note));
    this.version += 1;
    return true;
  }

  /** Adds an unsorted caller. Null: one with this `source_uid` is there already. */
  addUnsorted({ source_name, source_uid, metadata, _embedded }: PostedUnsorted): UnsortedCall | null {
    if (this.unsorted.some(({ sourceUid }) => sourceUid === source_uid)) return null;
    const { leads, contacts } = _embedded;
    if (metadata.link !== undefined) this.recordings.record(metadata.uniq, metadata.duration);
    const one: UnsortedCall = {
      uid: `unsorted-${this.nextId()}`,
      sourceUid: source_uid,
      name: leads[0]?.name ?? contacts[0]?.name ?? metadata.phone,
      call: {
        direction: 'inbound',
        phone: metadata.phone,
        duration: metadata.duration,
        status: metadata.duration > 0 ? 4 : 6,
        result: '',
        link: metadata.link ?? null,
        who: metadata.call_responsible ?? null,
        source: source_name,
        uniq: metadata.uniq,
        at: metadata.called_at,
      },
    };
    this.unsorted = [one, ...this.unsorted];
    this.version += 1;
    return one;
  }

  /** Turns an unsorted caller into a contact with a lead and adds the call to the lead's feed. Null: no such caller. */
  accept(uid: string, responsible: number): Card | null {
    const one = this.removeUnsorted(uid);
    if (one === null) return null;
    const { name, call } = one;
    const contact = this.addContact({ name, phones: [call.phone], responsible });
    const lead = this.addLead({ name, contact: contact.id, responsible });
    this.putCall(lead, call);
    return lead;
  }

  /** Removes an unsorted caller. False: no such caller. */
  decline(uid: string): boolean {
    return this.removeUnsorted(uid) !== null;
  }

  addTask({ text, complete_till, responsible_user_id, entity_id, entity_type }: PostedTask): Task {
    const card = entity_id === undefined ? undefined : this.cards.find(entity_type ?? '', String(entity_id));
    const task: Task = {
      id: this.nextId(),
      text,
      till: complete_till,
      createdAt: this.now(),
      changedAt: this.now(),
      responsible: responsible_user_id ?? null,
      card: card === undefined ? null : { kind: card.kind, id: card.id },
      isDone: false,
      result: '',
    };
    this.tasks = [task, ...this.tasks];
    this.version += 1;
    this.onChange({ kind: 'task', event: 'add', card: task });
    return task;
  }

  /** Marks a task as done. @param result what came of it; left out: nothing is said. False: no such task. */
  finishTask(id: number, result = ''): boolean {
    const found = this.tasks.find((task) => task.id === id);
    if (found === undefined) return false;
    const done = { ...found, isDone: true, result, changedAt: this.now() };
    this.tasks = this.tasks.map((task) => (task === found ? done : task));
    this.version += 1;
    this.onChange({ kind: 'task', event: 'update', card: done });
    return true;
  }

  /** Adds a call to a card's feed. */
  private putCall(card: Card, call: Omit<FeedCall, 'id' | 'card'>): FeedCall {
    const put = { ...call, id: this.nextId(), card: { kind: card.kind, id: card.id } };
    this.calls = [put, ...this.calls];
    this.version += 1;
    return put;
  }

  /** Removes an unsorted caller and returns it; null: no such caller. */
  private removeUnsorted(uid: string): UnsortedCall | null {
    const one = this.unsorted.find((each) => each.uid === uid);
    if (one === undefined) return null;
    this.unsorted = this.unsorted.filter((each) => each !== one);
    this.version += 1;
    return one;
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}
