import * as v from 'valibot';
import type { HistoryPush } from '../pushes/VatsPush';
import type { VatsUser } from '../VatsDirectory';
import { toVatsTime } from '../toVatsTime';
import { accountSchema, callidOf, dndSchema, extensionOf, jsonOf, rowsOf } from './answers';
import { historyPush } from './historyPush';
import type { VatsApi } from './VatsApi';
import { VatsFault } from './VatsFault';
import type { VatsWire } from './VatsWire';

/** The first generation: `POST /sys/crm_api.wcgp`, a form with `cmd` and `token`. */
export class OldApi implements VatsApi {
  constructor(
    private readonly wire: VatsWire,
    private readonly key: string,
    /** Digits; null: the VATS chooses. */
    private readonly showNumber: string | null,
  ) {}

  async makeCall(login: string, phone: string): Promise<string | null> {
    const clid = this.showNumber === null ? {} : { clid: this.showNumber };
    return callidOf(await this.command('makeCall', { phone, user: login, ...clid }));
  }

  async users(signal?: AbortSignal): Promise<readonly VatsUser[]> {
    const accounts = rowsOf(jsonOf(await this.command('accounts', {}, signal), 'accounts'), accountSchema);
    if (accounts === null) throw new VatsFault('badAnswer', 'accounts: no list');
    return accounts.map(({ name, realName, ext }) => ({
      login: name,
      name: realName ?? '',
      extension: extensionOf(ext),
      isDoNotDisturb: null,
    }));
  }

  /** One request for each user, one after another. */
  async doNotDisturb(logins: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const user of logins) {
      const answer = v.safeParse(dndSchema, jsonOf(await this.command('get_dnd', { user }), 'get_dnd'));
      if (!answer.success) throw new VatsFault('badAnswer', 'get_dnd: no state');
      if (answer.output.state) found.add(user);
    }
    return found;
  }

  /** Rows without a header: UID, type, client, account, via, start, wait, duration, record. */
  async history(from: number, to: number): Promise<readonly HistoryPush[]> {
    const csv = await this.command('history', { start: toVatsTime(from), end: toVatsTime(to), type: 'all' });
    return csv.split(/\r?\n/).flatMap((line) => {
      const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
      const [
        uid = '',
        type = '',
        client = '',
        user = '',
        via = '',
        start = '',
        wait = '',
        duration = '',
        record = '',
      ] = cells;
      const push = historyPush({ uid, type, status: '', client, user, via, start, wait, duration, record });
      return push === null || push.startedAt === null ? [] : [push];
    });
  }

  close(): void {
    this.wire.close();
  }

  private command(
    cmd: string,
    fields: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<string> {
    return this.wire.request(
      {
        method: 'POST',
        path: '/sys/crm_api.wcgp',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ cmd, token: this.key, ...fields }).toString(),
        what: cmd,
      },
      signal,
    );
  }
}
