import * as v from 'valibot';
import type { HistoryPush } from '../pushes/VatsPush';
import type { VatsUser } from '../VatsDirectory';
import { toVatsTime } from '../toVatsTime';
import { callidOf, extensionOf, jsonOf, rowsOf, restCallSchema, restUserSchema } from './answers';
import { historyPush } from './historyPush';
import type { VatsApi } from './VatsApi';
import { VatsFault } from './VatsFault';
import type { VatsWire } from './VatsWire';

/** Users of a page, and how many pages are read at most. */
const PAGE = 100;
const PAGES = 50;

const totalSchema = v.object({ info: v.object({ total: v.number() }) });

/** The second generation: REST under `/crmapi/v1`, the key in `X-API-KEY`. */
export class RestApi implements VatsApi {
  constructor(
    private readonly wire: VatsWire,
    private readonly key: string,
    /** Digits; null: the VATS chooses. */
    private readonly showNumber: string | null,
  ) {}

  async makeCall(login: string, phone: string): Promise<string | null> {
    const clid = this.showNumber === null ? {} : { clid: this.showNumber };
    const text = await this.wire.request({
      method: 'POST',
      path: '/crmapi/v1/makecall',
      headers: { ...this.headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ phone, user: login, ...clid }),
      what: 'makecall',
    });
    return callidOf(text);
  }

  async users(signal?: AbortSignal): Promise<readonly VatsUser[]> {
    const all: VatsUser[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const json = await this.get(`/users?start=${page * PAGE}&limit=${PAGE}`, 'users', signal);
      const items = rowsOf(json, restUserSchema);
      if (items === null) throw new VatsFault('badAnswer', 'users: no list');
      for (const { login, name, ext, dnd } of items)
        all.push({ login, name: name ?? '', extension: extensionOf(ext), isDoNotDisturb: dnd ?? null });
      const total = v.safeParse(totalSchema, json);
      if (items.length === 0 || !total.success || all.length >= total.output.info.total) break;
    }
    return all;
  }

  /** Read from the list of users: one request for a hundred of them. */
  async doNotDisturb(logins: readonly string[]): Promise<ReadonlySet<string>> {
    const users = (await this.users()).filter(({ isDoNotDisturb }) => isDoNotDisturb === true);
    return new Set(users.map(({ login }) => login).filter((login) => logins.includes(login)));
  }

  async history(from: number, to: number): Promise<readonly HistoryPush[]> {
    const query = `start=${toVatsTime(from)}&end=${toVatsTime(to)}&type=all`;
    const rows = rowsOf(await this.get(`/history/json?${query}`, 'history'), restCallSchema);
    if (rows === null) throw new VatsFault('badAnswer', 'history: no list');
    return rows.flatMap((row) => {
      const push = historyPush({
        uid: row.uid,
        type: row.type ?? '',
        status: row.status ?? '',
        client: row.client ?? '',
        user: row.user ?? '',
        via: row.diversion ?? '',
        start: row.start ?? '',
        wait: row.wait ?? '',
        duration: row.duration ?? '',
        record: row.record ?? '',
      });
      return push === null || push.startedAt === null ? [] : [push];
    });
  }

  close(): void {
    this.wire.close();
  }

  private async get(path: string, what: string, signal?: AbortSignal): Promise<unknown> {
    const request = { method: 'GET', path: `/crmapi/v1${path}`, headers: this.headers(), what } as const;
    return jsonOf(await this.wire.request(request, signal), what);
  }

  private headers(): Readonly<Record<string, string>> {
    return { 'x-api-key': this.key, accept: 'application/json' };
  }
}
