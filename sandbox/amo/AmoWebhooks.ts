import type { Card, Task } from '../page/Account';

/** What changed in the account. */
export type AccountChange =
  | { readonly kind: 'contacts' | 'leads' | 'companies'; readonly event: 'add'; readonly card: Card }
  | { readonly kind: 'task'; readonly event: 'add' | 'update'; readonly card: Task };

/** amoCRM gives a webhook up after this time, ms (documented: 2 s for the answer). */
const LIMIT_MS = 2_000;

/** Sends amoCRM's webhooks: a form that names what changed. Like amoCRM it waits for no one: where the answer is missing it is lost. */
export class AmoWebhooks {
  private readonly underWay = new Set<Promise<void>>();

  /** @param target where they go; null: nowhere, as the backend is not there */
  constructor(private readonly target: () => string | null) {}

  readonly send = (change: AccountChange): void => {
    const url = this.target();
    if (url === null) return;
    const sent = fetch(url, {
      method: 'POST',
      body: webhookForm(change),
      signal: AbortSignal.timeout(LIMIT_MS),
    }).then(
      (answer) =>
        answer.arrayBuffer().then(
          () => undefined,
          () => undefined,
        ),
      () => undefined,
    );
    this.underWay.add(sent);
    void sent.finally(() => this.underWay.delete(sent));
  };

  /** Resolves once none is under way. */
  async close(): Promise<void> {
    await Promise.all(this.underWay);
  }
}

/** The form of a webhook, with the fields that a card of any kind has. */
export function webhookForm({ kind, event, card }: AccountChange): URLSearchParams {
  const place = `${kind === 'companies' ? 'contacts' : kind}[${event}][0]`;
  const form = new URLSearchParams({
    [`${place}[id]`]: String(card.id),
    [`${place}[responsible_user_id]`]: String(card.responsible ?? 0),
    'account[subdomain]': 'sandbox',
  });
  if (kind === 'contacts' || kind === 'companies')
    form.set(`${place}[type]`, kind === 'contacts' ? 'contact' : 'company');
  if (kind === 'task') return form;
  form.set(`${place}[name]`, card.name);
  if (kind === 'leads') return form;
  form.set(`${place}[custom_fields][0][code]`, 'PHONE');
  card.phones.forEach((phone, index) =>
    form.set(`${place}[custom_fields][0][values][${index}][value]`, phone),
  );
  return form;
}
