import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { AmoAccount } from './amo/AmoAccount';
import type { AmoIntegration } from './amo/AmoIntegration';
import type { Account, AccountLife, Card } from './page/Account';
import type { WidgetStore } from './WidgetStore';
import type { World } from './World';

const settingsForm = v.object({
  active: v.optional(v.boolean(), true),
  fields: v.record(v.string(), v.string()),
});
const contactForm = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1)),
  phone: v.pipe(v.string(), v.trim(), v.minLength(1)),
  responsible: v.optional(v.number()),
});
const unsortedForm = v.object({ uid: v.string(), responsible: v.number() });
const declineForm = v.object({ uid: v.string() });
const taskForm = v.object({ id: v.number() });
const tokenForm = v.object({ user: v.number() });
const accountQuery = v.object({ lang: v.optional(v.picklist(['ru', 'en'])) });

/** What the routes show and change. */
export interface AccountRoutesOptions {
  readonly account: AmoAccount;
  readonly integration: AmoIntegration;
  readonly store: WidgetStore;
  readonly world: World;
}

/** Adds the routes `/ajax/…` by which the host page reads and changes the imitated account. */
export function addAccountRoutes(
  http: FastifyInstance,
  { account, integration, store, world }: AccountRoutesOptions,
): void {
  http.get('/ajax/account', async (request): Promise<Account> => {
    const { lang } = v.parse(accountQuery, request.query);
    if (lang !== undefined) await world.useLanguage(lang);
    const { name, language, currency, stages } = account.business;
    const { users, life } = account;
    return { name, language, currency, stages, users, life, widget: store.get(), round: world.round };
  });
  http.get('/ajax/life', (): AccountLife => account.life);
  // amoCRM knows the page's user by a cookie; here each tab has its own user, so the page names it.
  http.post('/ajax/token', async (request, reply) => {
    const { user } = v.parse(tokenForm, request.body);
    if (!account.users.some(({ id }) => id === user)) return reply.code(403).send();
    return { token: await integration.token(user, world.address) };
  });
  http.post('/ajax/settings', (request) => store.save(v.parse(settingsForm, request.body)));
  http.post('/ajax/uninstall', () => store.uninstall());
  http.post('/ajax/contacts', (request): Card => {
    const { name, phone, responsible } = v.parse(contactForm, request.body);
    return account.addContact({ name, phones: [phone], responsible });
  });
  http.post('/ajax/unsorted/accept', (request, reply) => {
    const { uid, responsible } = v.parse(unsortedForm, request.body);
    return account.accept(uid, responsible) ?? reply.code(404).send();
  });
  http.post('/ajax/unsorted/decline', (request, reply) =>
    account.decline(v.parse(declineForm, request.body).uid) ? { ok: true } : reply.code(404).send(),
  );
  http.post('/ajax/tasks/finish', (request, reply) =>
    account.finishTask(v.parse(taskForm, request.body).id) ? { ok: true } : reply.code(404).send(),
  );
}
