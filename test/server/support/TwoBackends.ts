import { amoToken, identitySection } from './amoToken';
import { ClusterBackend } from './ClusterBackend';
import type { Opened } from './Opened';
import { RealPostgres } from './RealPostgres';
import { RealRedis } from './RealRedis';
import type { anna } from './startBackend';
import { TestPbx } from './TestPbx';

/** Two backends of a cluster, as processes with one store and with proven users; the first one leads. */
export class TwoBackends {
  private constructor(
    readonly first: ClusterBackend,
    readonly second: ClusterBackend,
    readonly pbx: TestPbx,
  ) {}

  /** @param opened closes all of it. @param more sections of the settings */
  static async open(opened: Opened, more: object = {}): Promise<TwoBackends> {
    const [redis, pbx, postgres] = await Promise.all([
      opened.add(RealRedis.start()),
      opened.add(TestPbx.start()),
      opened.add(RealPostgres.start()),
    ]);
    const place = {
      redisUrl: redis.url,
      pbxPort: pbx.port,
      sections: {
        ...more,
        identity: identitySection,
        store: { postgres: postgres.address, password: postgres.password },
      },
    };
    const first = await opened.add(ClusterBackend.process(place));
    await first.leads();
    return new TwoBackends(first, await opened.add(ClusterBackend.process(place)), pbx);
  }

  /** The agent's headers with a session, opened at the first backend. */
  async proven(who: typeof anna): Promise<typeof anna> {
    const token = amoToken(Date.now(), { user_id: who.amouser_id });
    return { ...who, ...((await this.first.call('open_session', { token }, who)) as object) };
  }
}
