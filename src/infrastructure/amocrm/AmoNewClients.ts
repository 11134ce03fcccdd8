import * as v from 'valibot';
import { readEach } from '../../../protocol/readEach';
import { searchDigits } from '../../../protocol/searchDigits';
import type { ClientMaker, MadeClient, NewClientKind } from '../../domain/calls/Making';
import type { Party } from '../../domain/calls/Call';
import { Failure } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';
import { formatNumber } from '../ui/formatNumber';
import { hasNumber, toText } from './AmoContacts';
import type { Texts } from './Texts';

// Functions of valibot that script.js uses anyway; see AmoContacts.
const unchecked = v.nullish(v.unknown());
const itemSchema = v.object({ id: unchecked });
const contactSchema = v.object({
  id: unchecked,
  name: unchecked,
  custom_fields_values: unchecked,
  _embedded: v.nullish(v.object({ leads: unchecked })),
});
const embedded = v.object({ _embedded: v.object({ contacts: unchecked, leads: unchecked }) });
/** A lead that was made together with its contact. */
const complexSchema = v.object({ id: unchecked, contact_id: unchecked });

/** Time limit of one request, and of waiting for another tab that makes the same client, ms. */
const REQUEST_MS = 10_000;
const TURN_MS = 60_000;

/** Contacts that were added last and are looked through: amoCRM's search may learn of them later. */
const NEWEST = 50;

interface Options {
  readonly window: Window;
  readonly scope: Scope;
  /** amoCRM's id of the user. */
  readonly userId: number;
  /** Null: each tab acts for itself. */
  readonly locks: LockManager | null;
  /** Of the group of tabs. */
  readonly name: string;
  readonly texts: Texts;
}

/** A contact that has the number. */
interface Found {
  readonly id: string;
  readonly name: string;
  /** Ids of its leads. */
  readonly leads: readonly string[];
}

/**
 * Makes contacts and leads by amoCRM's REST API with the session of the page, so that the user's own rights apply.
 * Exactly one of a number: tabs take turns, each first looks for a contact with the number, and where the answer to what was
 * sent is lost it looks again.
 */
export class AmoNewClients implements ClientMaker {
  constructor(private readonly options: Options) {}

  async make(kind: NewClientKind, party: Pick<Party, 'number' | 'name'>): Promise<MadeClient | string> {
    const { scope, locks, name } = this.options;
    const turn = scope.child();
    turn.after(TURN_MS, () => {
      turn.close();
    });
    const act = (): Promise<MadeClient> => this.makeOnce(kind, party);
    try {
      if (locks === null) return await act();
      const lock = `${name}:new-client:${searchDigits(party.number)}`;
      return await locks.request(lock, { signal: turn.signal }, act);
    } catch (error) {
      return this.problem(Failure.from(error));
    } finally {
      turn.close();
    }
  }

  private async makeOnce(
    kind: NewClientKind,
    { number, name }: Pick<Party, 'number' | 'name'>,
  ): Promise<MadeClient> {
    const there = await this.find(number);
    const done = there && whole(kind, there);
    if (done) return done;
    const called = name ?? formatNumber(number);
    try {
      return kind === 'contact'
        ? await this.addContact(number, called)
        : await this.addLead(number, there?.name ?? called, there);
    } catch (error) {
      const failure = Failure.from(error);
      if (isRefusal(failure)) throw failure;
      // The answer is lost, not what was sent.
      const found = await this.find(number);
      const made = found && whole(kind, found);
      if (!made) throw failure;
      return made;
    }
  }

  private async addContact(number: string, name: string): Promise<MadeClient> {
    const answer = await this.ask('contacts', embedded, [this.contact(number, name)]);
    return { contactId: firstId(answer?._embedded.contacts), name, leadId: null };
  }

  /** @param contact null: there is none with the number, and one is made with the lead */
  private async addLead(number: string, name: string, contact: Found | null): Promise<MadeClient> {
    const lead = {
      name: this.options.texts('call.newLead', { name }),
      responsible_user_id: this.options.userId,
    };
    if (contact !== null) {
      const body = [{ ...lead, _embedded: { contacts: [{ id: Number(contact.id) }] } }];
      const answer = await this.ask('leads', embedded, body);
      return { contactId: contact.id, name, leadId: firstId(answer?._embedded.leads) };
    }
    const body = [{ ...lead, _embedded: { contacts: [this.contact(number, name)] } }];
    const [made] = (await this.ask('leads/complex', v.array(complexSchema), body)) ?? [];
    return { contactId: toId(made?.contact_id), name, leadId: toId(made?.id) };
  }

  private contact(number: string, name: string): object {
    return {
      name,
      responsible_user_id: this.options.userId,
      custom_fields_values: [{ field_code: 'PHONE', values: [{ value: number, enum_code: 'WORK' }] }],
    };
  }

  /** The contact with the number, the one that was added last of several; null: there is none that the user may view. */
  private async find(number: string): Promise<Found | null> {
    const lists = [
      `contacts?query=${searchDigits(number)}&with=leads&limit=50`,
      `contacts?order[id]=desc&with=leads&limit=${NEWEST}`,
    ];
    const found: Found[] = [];
    for (const list of lists) {
      const answer = await this.ask(list, embedded);
      for (const contact of readEach(contactSchema, answer?._embedded.contacts))
        if (isId(contact.id) && contact.custom_fields_values && hasNumber(contact, number))
          found.push({
            id: toText(contact.id),
            name: toText(contact.name) || formatNumber(number),
            leads: readEach(itemSchema, contact._embedded?.leads).flatMap(({ id }) =>
              isId(id) ? [toText(id)] : [],
            ),
          });
    }
    return newest(found, ({ id }) => id) ?? null;
  }

  /** @param body left out: it is a reading @returns null: nothing was found */
  private async ask<T>(
    path: string,
    schema: v.GenericSchema<unknown, T>,
    body?: readonly object[],
  ): Promise<T | null> {
    const { window, scope: parent } = this.options;
    const scope = parent.child();
    scope.after(REQUEST_MS, () => {
      scope.close();
    });
    try {
      const answer = await window.fetch(`/api/v4/${path}`, {
        signal: scope.signal,
        ...(body && {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      if (answer.status === 204) return null;
      if (!answer.ok) throw Failure.fromHttp(answer.status);
      const parsed = v.safeParse(schema, await answer.json());
      if (!parsed.success) throw new Failure('malformed');
      return parsed.output;
    } finally {
      scope.close();
    }
  }

  private problem(failure: Failure): string {
    const { texts } = this.options;
    const code = failure.httpStatus;
    if (code === 401) return texts('call.createSignedOut');
    if (code === 403) return texts('call.createNoRight');
    return isRefusal(failure)
      ? texts('call.createRefused', { code: String(code) })
      : texts('call.createDown');
  }
}

/** What is there, if it is all that is wanted; null: a lead is missing. */
function whole(kind: NewClientKind, { id, name, leads }: Found): MadeClient | null {
  if (kind === 'contact') return { contactId: id, name, leadId: null };
  const leadId = newest(leads, (lead) => lead);
  return leadId === undefined ? null : { contactId: id, name, leadId };
}

/** amoCRM has answered that it will not do it; any other failure may be of an answer that got lost. */
function isRefusal({ httpStatus = 500 }: Failure): boolean {
  return httpStatus < 500 && httpStatus !== 408 && httpStatus !== 429;
}

/** The one with the highest id: amoCRM counts on. */
function newest<T>(all: readonly T[], idOf: (one: T) => string): T | undefined {
  return [...all].sort((a, b) => Number(idOf(b)) - Number(idOf(a)))[0];
}

function firstId(items: unknown): string {
  return toId(readEach(itemSchema, items)[0]?.id);
}

/** amoCRM's id, which becomes part of a path. @throws Failure where it is none */
function toId(id: unknown): string {
  if (!isId(id)) throw new Failure('malformed', 'no id');
  return toText(id);
}

const isId = (id: unknown): boolean => /^[1-9]\d{0,15}$/.test(toText(id));
