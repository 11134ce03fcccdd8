import * as v from 'valibot';
import { readPhones } from '../../../protocol/readPhones';
import { readEach } from '../../../protocol/readEach';
import { isSamePhone } from '../../../protocol/isSamePhone';
import type { CallerSource } from '../../domain/calls/Callers';
import type { Caller } from '../../domain/calls/knownParty';
import { Failure } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';
import { amoHost } from './AmoHost';

// Only functions of valibot that script.js uses anyway: the files share one copy of it, so a further one would make
// script.js larger.
/** A field whose value is checked where it is used. */
const unchecked = v.nullish(v.unknown());

const valueSchema = v.object({ value: unchecked });

const fieldSchema = v.object({ field_code: unchecked, values: unchecked });

/** Only the id is required; other fields of an unexpected type count as absent. */
const contactSchema = v.object({
  id: unchecked,
  name: unchecked,
  responsible_user_id: unchecked,
  custom_fields_values: unchecked,
});

const contactsSchema = v.object({ _embedded: v.object({ contacts: v.array(v.unknown()) }) });

type Contact = v.InferOutput<typeof contactSchema>;

/** An entry of `APP.constant('managers')`. */
const userSchema = v.object({ title: v.string() });

/** Time limit of a lookup, ms. */
const LOOKUP_MS = 8_000;

const noCaller: Caller = { name: null, contactId: null, company: null, responsible: null, matches: [] };

/** Finds contacts by number through amoCRM's REST API, with the session of the page. */
export class AmoContacts implements CallerSource {
  constructor(
    private readonly window: Window,
    private readonly scope: Scope,
  ) {}

  /**
   * The contact with this number: its name, id and responsible user. Several contacts come as `matches`, none as a
   * caller with all fields null. Cards that can't be read are skipped. amoCRM answers 204 without a body when nothing
   * matches the query. Kommo's search compares only the last seven digits (its documents on caller id), so the whole
   * number is compared here.
   * @param digits the query, last digits of the number
   * @param number the whole number
   * @throws Failure `malformed` when the answer can't be read, `unreachable` when none comes within 8 s
   */
  async find(digits: string, number = digits): Promise<Caller> {
    const scope = this.scope.child();
    scope.after(LOOKUP_MS, () => {
      scope.close();
    });
    try {
      const answer = await this.window.fetch(`/api/v4/contacts?query=${digits}&limit=50`, {
        signal: scope.signal,
      });
      if (answer.status === 204) return noCaller;
      const parsed = v.safeParse(contactsSchema, answer.ok ? await answer.json() : null);
      if (!parsed.success) throw new Failure('malformed', `contacts ${answer.status}`);
      const items = parsed.output._embedded.contacts;
      const contacts = readEach(contactSchema, items).filter(({ id }) => /^[1-9]\d*$/.test(toText(id)));
      if (contacts.length === 0 && items.length > 0) throw new Failure('malformed', 'no contact can be read');
      return this.toCaller(contacts.filter((contact) => hasNumber(contact, number)));
    } catch (error) {
      throw Failure.from(error);
    } finally {
      scope.close();
    }
  }

  private toCaller(contacts: readonly Contact[]): Caller {
    const [first, second] = contacts;
    if (first === undefined) return noCaller;
    if (second !== undefined)
      return {
        ...noCaller,
        matches: contacts.map((contact) => ({
          id: toText(contact.id),
          name: nameOf(contact) ?? toText(contact.id),
        })),
      };
    return {
      ...noCaller,
      name: nameOf(first),
      contactId: toText(first.id),
      responsible: this.userName(toText(first.responsible_user_id)),
    };
  }

  /** Name of the account's user with this id; null when the page does not have it. */
  private userName(id: string): string | null {
    // Only this user's entry is parsed: a malformed entry of another must not hide the name.
    const users = v.safeParse(v.object({ [id]: userSchema }), amoHost(this.window).constant?.('managers'));
    return users.success ? (users.output[id]?.title ?? null) : null;
  }
}

function nameOf({ name }: Contact): string | null {
  return typeof name === 'string' && name !== '' ? name : null;
}

/** A string or number as a string; empty for anything else. */
export function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * Whether one of the contact's phone fields has this number. True when the answer has no custom fields to compare with.
 */
export function hasNumber(
  { custom_fields_values }: Pick<Contact, 'custom_fields_values'>,
  number: string,
): boolean {
  if (custom_fields_values === undefined) return true;
  return readEach(fieldSchema, custom_fields_values)
    .filter(({ field_code }) => field_code === 'PHONE')
    .some(({ values }) =>
      readEach(valueSchema, values).some(({ value }) =>
        readPhones(toText(value)).some((phone) => isSamePhone(phone.number, number)),
      ),
    );
}
