import * as v from 'valibot';
import type { CallerSource } from '../../domain/calls/Callers';
import type { Caller } from '../../domain/calls/knownParty';
import { Failure } from '../../domain/Failure';
import type { Scope } from '../../system/Scope';
import { amoHost } from './AmoHost';

const contactsSchema = v.object({
  _embedded: v.object({
    contacts: v.array(
      v.object({
        id: v.number(),
        name: v.nullish(v.string(), ''),
        responsible_user_id: v.nullish(v.number()),
      }),
    ),
  }),
});

const managersSchema = v.record(v.string(), v.object({ title: v.string() }));

/** How long amoCRM may take, ms: later the name is of no use. */
const LOOKUP_MS = 8_000;

const nobody: Caller = { name: null, contactId: null, company: null, responsible: null, matches: [] };

/** amoCRM's contacts, asked over its REST interface with the session of the page. */
export class AmoContacts implements CallerSource {
  constructor(
    private readonly window: Window,
    private readonly scope: Scope,
  ) {}

  /** amoCRM answers 204 with no body when it finds nobody. */
  async find(digits: string): Promise<Caller> {
    const scope = this.scope.child();
    scope.after(LOOKUP_MS, () => {
      scope.close();
    });
    try {
      const answer = await this.window.fetch(`/api/v4/contacts?query=${digits}&limit=5`, {
        signal: scope.signal,
      });
      if (answer.status === 204) return nobody;
      const parsed = v.safeParse(contactsSchema, answer.ok ? await answer.json() : null);
      if (!parsed.success) throw new Failure('malformed', `contacts ${answer.status}`);
      return this.toCaller(parsed.output._embedded.contacts);
    } catch (error) {
      throw Failure.from(error);
    } finally {
      scope.close();
    }
  }

  private toCaller(contacts: v.InferOutput<typeof contactsSchema>['_embedded']['contacts']): Caller {
    const [first, second] = contacts;
    if (first === undefined) return nobody;
    if (second !== undefined)
      return {
        ...nobody,
        matches: contacts.map(({ id, name }) => ({ id: String(id), name: name || String(id) })),
      };
    return {
      ...nobody,
      name: first.name || null,
      contactId: String(first.id),
      responsible: this.managerName(first.responsible_user_id ?? 0),
    };
  }

  private managerName(id: number): string | null {
    const managers = v.safeParse(managersSchema, amoHost(this.window).constant?.('managers'));
    return managers.success ? (managers.output[String(id)]?.title ?? null) : null;
  }
}
