import type { Business } from '../business/Business';
import type { AccountLife, Card, FeedCall, Task, UnsortedCall, User } from '../page/accountShapes';
import { CardStore, type NewContact } from './CardStore';
import type { PostedCall, PostedTask, PostedUnsorted } from './postedBodies';

/** The imitated account: its users and cards, and what happens in it. It knows neither HTTP nor how it is shown. */
export class AmoAccount {
  private version = 1;
  private store = new CardStore([]);
  private calls: FeedCall[] = [];
  private unsorted: UnsortedCall[] = [];
  private tasks: Task[] = [];
  private lastId = 50_000;

  constructor(
    private current: Business,
    /** Seconds since 1970. */
    private readonly now: () => number,
    /** E-mails of the users in place of their own, the first user first. */
    private readonly emails: readonly string[] = [],
    /** Called with each call that has a link to a recording, before it is shown: its key, and how long people talked, s. */
    private readonly onRecorded: (uniq: string, seconds: number) => void = () => undefined,
  ) {
    this.startOver(current);
  }

  get business(): Business {
    return this.current;
  }

  get users(): readonly User[] {
    return this.current.users.map((user, index) => {
      const email = this.emails[index];
      return email === undefined ? user : { ...user, email, name: email };
    });
  }

  get cards(): CardStore {
    return this.store;
  }

  /** The cards, and what has happened since the beginning. */
  get life(): AccountLife {
    const { version, calls, unsorted, tasks } = this;
    return { version, cards: this.cards.all, calls, unsorted, tasks };
  }

  /** Seconds since 1970. */
  get time(): number {
    return this.now();
  }

  /** Deletes all events; the account is that of this business from now on. */
  startOver(business: Business): void {
    this.current = business;
    this.store = new CardStore(business.cards);
    [this.calls, this.unsorted, this.tasks] = [[], [], []];
    this.version = 1;
  }

  addContact(contact: NewContact): Card {
    const card = this.cards.addContact(contact);
    this.version += 1;
    return card;
  }

  /** The call stands in the feed of the card that has its number. Null: no card has it, and nothing is kept. */
  addCall(call: PostedCall): FeedCall | null {
    const card = this.cards.ofCall(call.phone);
    if (card === undefined) return null;
    if (call.link !== undefined) this.onRecorded(call.uniq ?? '', call.duration);
    return this.putCall(card, {
      direction: call.direction,
      phone: call.phone,
      duration: call.duration,
      status: call.call_status ?? null,
      link: call.link ?? null,
      who: call.call_responsible ?? call.responsible_user_id ?? null,
      source: call.source,
      uniq: call.uniq ?? '',
      at: call.created_at ?? this.now(),
    });
  }

  /** The caller waits among the unsorted. Null: this one waits there already. */
  addUnsorted({ source_name, source_uid, metadata, _embedded }: PostedUnsorted): UnsortedCall | null {
    if (this.unsorted.some(({ sourceUid }) => sourceUid === source_uid)) return null;
    const { leads, contacts } = _embedded;
    if (metadata.link !== undefined) this.onRecorded(metadata.uniq, metadata.duration);
    const one: UnsortedCall = {
      uid: `unsorted-${this.nextId()}`,
      sourceUid: source_uid,
      name: leads[0]?.name ?? contacts[0]?.name ?? metadata.phone,
      call: {
        direction: 'inbound',
        phone: metadata.phone,
        duration: metadata.duration,
        status: metadata.duration > 0 ? 4 : 6,
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

  /** The unsorted caller becomes a contact with a lead, whose feed has the call. Null: there is no such caller. */
  accept(uid: string, responsible: number): Card | null {
    const one = this.takeUnsorted(uid);
    if (one === null) return null;
    const { name, call } = one;
    const contact = this.addContact({ name, phones: [call.phone], responsible });
    const stage = this.current.stages[0]?.id ?? 0;
    const lead = this.cards.addLead({ name, phone: call.phone, contact: contact.id, stage, responsible });
    this.putCall(lead, call);
    return lead;
  }

  /** The unsorted caller is forgotten. False: there is no such caller. */
  decline(uid: string): boolean {
    return this.takeUnsorted(uid) !== null;
  }

  addTask({ text, complete_till, responsible_user_id, entity_id, entity_type }: PostedTask): Task {
    const card = entity_id === undefined ? undefined : this.cards.find(entity_type ?? '', String(entity_id));
    const task: Task = {
      id: this.nextId(),
      text,
      till: complete_till,
      createdAt: this.now(),
      responsible: responsible_user_id ?? null,
      card: card === undefined ? null : { kind: card.kind, id: card.id },
      isDone: false,
    };
    this.tasks = [task, ...this.tasks];
    this.version += 1;
    return task;
  }

  /** False: there is no such task. */
  finishTask(id: number): boolean {
    const isThere = this.tasks.some((task) => task.id === id);
    this.tasks = this.tasks.map((task) => (task.id === id ? { ...task, isDone: true } : task));
    this.version += 1;
    return isThere;
  }

  private putCall(card: Card, call: Omit<FeedCall, 'id' | 'card'>): FeedCall {
    const put = { ...call, id: this.nextId(), card: { kind: card.kind, id: card.id } };
    this.calls = [put, ...this.calls];
    this.version += 1;
    return put;
  }

  private takeUnsorted(uid: string): UnsortedCall | null {
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
