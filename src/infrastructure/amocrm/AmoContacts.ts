import * as v from 'valibot';
import { readPhones } from '../../../protocol/phoneText';
import { readEach } from '../../../protocol/readEach';
import { isSamePhone } from '../../../protocol/samePhone';
import type { CallerSource } from '../../domain/calls/Callers';
import type { Caller } from '../../domain/calls/knownParty';
import { Failure } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';
import { amoHost } from './AmoHost';

// The functions of valibot that the first file has anyway: each other one would make that file larger.
const odd = v.nullish(v.unknown());

const valueSchema = v.object({ value: odd });

const fieldSchema = v.object({ field_code: odd, values: odd });

/** Only the id is needed: what else is odd counts as absent. */
const contactSchema = v.object({
  id: odd,
  name: odd,
  responsible_user_id: odd,
  custom_fields_values: odd,
});

const contactsSchema = v.object({ _embedded: v.object({ contacts: v.array(v.unknown()) }) });

type Contact = v.InferOutput<typeof contactSchema>;

const managerSchema = v.object({ title: v.string() });

/** How long amoCRM may take, ms: later the name is of no use. */
const LOOKUP_MS = 8_000;

const nobody: Caller = { name: null, contactId: null, company: null, responsible: null, matches: [] };

/** amoCRM's contacts, asked over its REST interface with the session of the page. */
export class AmoContacts implements CallerSource {
  constructor(
    private readonly window: Window,
    private readonly scope: Scope,
  ) {}

  /**
   * amoCRM answers 204 with no body when it finds nobody. Kommo compares the last seven digits alone (its documents on
   * caller id), so only contacts with the whole number are kept. A card that can't be read is passed over.
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
      if (answer.status === 204) return nobody;
      const parsed = v.safeParse(contactsSchema, answer.ok ? await answer.json() : null);
      if (!parsed.success) throw new Failure('malformed', `contacts ${answer.status}`);
      const items = parsed.output._embedded.contacts;
      const contacts = readEach(contactSchema, items).filter(({ id }) => /^[1-9]\d*$/.test(plain(id)));
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
    if (first === undefined) return nobody;
    if (second !== undefined)
      return {
        ...nobody,
        matches: contacts.map((contact) => ({
          id: plain(contact.id),
          name: nameOf(contact) ?? plain(contact.id),
        })),
      };
    return {
      ...nobody,
      name: nameOf(first),
      contactId: plain(first.id),
      responsible: this.managerName(plain(first.responsible_user_id)),
    };
  }

  private managerName(id: string): string | null {
    // The one manager alone: an odd entry of another hides no name.
    const managers = v.safeParse(
      v.object({ [id]: managerSchema }),
      amoHost(this.window).constant?.('managers'),
    );
    return managers.success ? (managers.output[id]?.title ?? null) : null;
  }
}

function nameOf({ name }: Contact): string | null {
  return typeof name === 'string' && name !== '' ? name : null;
}

/** A text or a number as text; empty: neither. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A contact that comes without its fields can't be compared, and is taken at amoCRM's word. */
function hasNumber({ custom_fields_values }: Contact, number: string): boolean {
  if (custom_fields_values === undefined) return true;
  return readEach(fieldSchema, custom_fields_values)
    .filter(({ field_code }) => field_code === 'PHONE')
    .some(({ values }) =>
      readEach(valueSchema, values).some(({ value }) =>
        readPhones(plain(value)).some((phone) => isSamePhone(phone.number, number)),
      ),
    );
}
