/** A push of the telephone system to the CRM: its fields without the token. */
export type PushFields = Readonly<Record<string, string>>;

/** A push as it goes over the wire. */
export interface WirePush {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How it is written: the vendor's own example is JSON, what comes is a form. */
export type PushForm = 'form' | 'json';

/** Who rings: login and internal number, as pushes name them. */
export interface Rung {
  readonly user: string;
  readonly ext?: string;
}

/** Writes a push with its token. */
export function writePush(fields: PushFields, token: string, form: PushForm = 'form'): WirePush {
  const all = { ...fields, crm_token: token };
  return form === 'json'
    ? { headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(all) }
    : {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(all).toString(),
      };
}

/** Sends a push to a CRM's address, as the telephone system does. */
export async function sendPush(url: string, push: WirePush): Promise<{ status: number; body: string }> {
  const response = await fetch(url, { method: 'POST', headers: push.headers, body: push.body });
  return { status: response.status, body: await response.text() };
}

/** The pushes of one call, in the order in which the telephone system makes them. */
export class VatsCall {
  readonly pushes: PushFields[] = [];

  /** @param old true: events have no direction, as with tenants of 2017 */
  constructor(
    readonly callid: string,
    readonly phone: string,
    readonly way: 'in' | 'out',
    private readonly old = false,
    private readonly diversion = '74950000001',
  ) {}

  /** A client calls: each of these phones rings. */
  rings(...phones: readonly Rung[]): this {
    for (const phone of phones) this.event('INCOMING', phone);
    return this;
  }

  /** An operator calls a client. */
  dials(phone: Rung): this {
    return this.event('OUTGOING', phone);
  }

  /** Of a group that rings all others are cancelled, each by itself. */
  accepted(phone: Rung, ...losers: readonly Rung[]): this {
    this.event('ACCEPTED', phone);
    for (const loser of losers) this.event('CANCELLED', loser);
    return this;
  }

  cancelled(...phones: readonly Rung[]): this {
    for (const phone of phones) this.event('CANCELLED', phone);
    return this;
  }

  completed(phone: Rung): this {
    return this.event('COMPLETED', phone);
  }

  /** The conversation goes on under another id. */
  transferred(phone: Rung, second_callid: string): this {
    return this.event('TRANSFERRED', phone, { second_callid });
  }

  /** @param more status, duration, link and so on */
  history(phone: Rung, status: string, more: PushFields = {}): this {
    this.pushes.push({
      cmd: 'history',
      type: this.way,
      status,
      ...this.base(phone),
      start: '20260405T120000Z',
      duration: '0',
      ...more,
    });
    return this;
  }

  private event(type: string, phone: Rung, more: PushFields = {}): this {
    const direction: PushFields = this.old ? {} : { direction: this.way };
    this.pushes.push({ cmd: 'event', type, ...this.base(phone), ...direction, ...more });
    return this;
  }

  private base({ user, ext }: Rung): PushFields {
    const { callid, phone, diversion } = this;
    return { phone, user, callid, diversion, ...(ext !== undefined && { ext }) };
  }
}
