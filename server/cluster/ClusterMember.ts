import type { AgentBoard } from '../calls/AgentBoard';
import type { Telephony, TelephonyListener } from '../calls/Telephony';
import type { Clock } from '../system/Clock';
import type { CommandRelay } from './CommandRelay';
import type { Hold } from './Hold';
import type { Lease } from './Lease';
import { announceLeader, readLeader, readLink, takeLinkDown } from './LeaderNews';
import type { Leadership, LeaderWork } from './Leadership';
import { LeaseLost } from './LeaseLost';
import type { PictureMirror, SharedRecent } from './PictureMirror';
import type { PictureWriter } from './PictureWriter';
import type { RedisLink } from './RedisLink';
import type { StoreKeys } from './StoreKeys';
import type { StoreLog } from './StoreLog';
import { LogLine } from '../system/LogLine';
import { UNREACHED_MS } from './leaseTimes';
import { clusterLog, leadMessages } from './messages';

/** Who sees to consultations on the backend that leads. */
export interface SharedConsultations {
  resume(extensions: Iterable<string>): void;
  forgetAll(): void;
}

/** Numbers lately spoken with, which tell when they change. */
export interface TellingRecent extends SharedRecent {
  tell(onChange: ((extension: string, numbers: readonly string[]) => void) | null): void;
}

/** All that makes a backend one of several. */
export interface MemberParts {
  readonly backendId: string;
  readonly board: AgentBoard;
  readonly recent: TellingRecent;
  readonly clients: SharedConsultations;
  /** Acts only while the lease is certain. */
  readonly telephony: Telephony;
  readonly link: RedisLink;
  readonly keys: StoreKeys;
  readonly lease: Lease;
  readonly hold: Hold;
  readonly mirror: PictureMirror;
  readonly writer: PictureWriter;
  readonly relay: CommandRelay;
  readonly clock: Clock;
  readonly log: StoreLog;
}

/** One of several backends: what happens as Redis comes and goes, and as the lead does. */
export class ClusterMember implements LeaderWork {
  private leadership: Leadership | null = null;
  private listener: TelephonyListener | null = null;
  private onLoaded: () => void = () => undefined;
  private isClosed = false;
  private isLeader = false;
  /** While this backend leads: has it a connection to the telephone system? */
  private isLinkUp = false;
  /** All pictures have been read on this connection, and each change since was heard. */
  private isLoaded = false;
  private loading: Promise<unknown> = Promise.resolve();
  private stopPatience: () => void = () => undefined;
  private readonly watchers: ((isLeading: boolean) => void)[] = [];

  constructor(private readonly parts: MemberParts) {}

  /** Told as this backend comes to lead, and as it leads no longer: for work that one backend does for all. */
  watch(watcher: (isLeading: boolean) => void): void {
    this.watchers.push(watcher);
  }

  /** Joins the others; done once it knows what they know. As long as Redis can't be reached it tries again. */
  start(listener: TelephonyListener, leadership: Leadership): Promise<void> {
    const { link, keys, mirror, relay, backendId } = this.parts;
    this.listener = listener;
    this.leadership = leadership;
    link.hear(keys.changes, (text) => mirror.take(text));
    link.hear(keys.news, (text) => this.takeNews(text));
    link.hear(keys.linkNews, (text) => this.showLink(readLink(text)));
    link.hear(keys.inbox(backendId), (text) => relay.take(text));
    link.watch((isUp) => {
      this.isLoaded = false;
      if (isUp) void this.cameUp();
      else this.showLink(false);
    });
    return new Promise((resolve) => {
      this.onLoaded = resolve;
      link.start();
    });
  }

  /** Tells what is not told yet, leaves the telephone system, gives the lease up. */
  async close(): Promise<void> {
    const { writer, relay, link } = this.parts;
    this.isClosed = true;
    await writer.flush();
    await this.leadership?.close();
    relay.close();
    link.close();
    this.onLoaded();
  }

  async takeOver(epoch: number, signal: AbortSignal): Promise<void> {
    const { hold, writer, board, recent, clients, telephony, link, keys } = this.parts;
    // The lease was granted on the connection on which all pictures came: whatever was written before has been heard.
    await this.loading;
    if (!this.isLoaded || !hold.isCertain) throw new LeaseLost('not all is known, or the lease has ended');
    board.setLink(false);
    void takeLinkDown(epoch, link, keys).catch(() => undefined);
    writer.lead(epoch);
    board.lead((extension, picture) => writer.write('pictures', extension, picture));
    recent.tell((extension, numbers) => writer.write('recent', extension, numbers));
    clients.resume(board.known.keys());
    this.reached(false);
    const lost = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new LeaseLost('the lease ended during the take-over')));
    });
    await Promise.race([this.joinTelephony(telephony), lost]);
    await writer.flush();
  }

  lead(): void {
    this.tell(true);
    void this.announce();
  }

  renewed(how: 'held' | 'restored'): void {
    const { board, recent, writer } = this.parts;
    // What Redis did not take is offered again.
    void writer.flush();
    if (how === 'held') return;
    for (const [extension, picture] of board.known) writer.write('pictures', extension, picture);
    for (const [extension, numbers] of recent.known) writer.write('recent', extension, numbers);
    void this.announce();
  }

  async stepDown(): Promise<void> {
    const { writer, board, recent, clients, telephony, link, log } = this.parts;
    if (this.isLeader) this.tell(false);
    this.stopPatience();
    writer.lead(null);
    board.follow();
    recent.tell(null);
    clients.forgetAll();
    await telephony
      .close()
      .catch((err: unknown) => log.error(new LogLine(clusterLog.leavingFailed, { err })));
    this.showLink(false);
    if (link.isUp && !this.isClosed) await this.load().catch(() => link.restart());
  }

  private tell(isLeader: boolean): void {
    this.isLeader = isLeader;
    for (const watcher of this.watchers) watcher(isLeader);
  }

  /** Done once the telephone system has told what lives. */
  private async joinTelephony(telephony: Telephony): Promise<void> {
    const { listener } = this;
    if (listener === null) return;
    await new Promise<void>((resolve, reject) => {
      const resynced: TelephonyListener['resynced'] = (...told) => {
        this.reached(true);
        listener.resynced(...told);
        resolve();
      };
      const link: TelephonyListener['link'] = (isUp) => {
        this.reached(isUp);
        this.isLinkUp = isUp;
        listener.link(isUp);
        if (this.isLeader) void this.announce();
      };
      telephony.start({ ...listener, link, resynced }).catch(reject);
    });
  }

  private reached(isUp: boolean): void {
    this.stopPatience();
    if (isUp) return;
    this.stopPatience = this.parts.clock.after(UNREACHED_MS, () => {
      this.leadership?.giveUp(leadMessages.noTelephony);
    });
  }

  private load(): Promise<void> {
    const load = this.loadAll();
    this.loading = load.catch(() => undefined);
    return load;
  }

  private async loadAll(): Promise<void> {
    const { mirror, lease, relay, clock } = this.parts;
    const loaded = await mirror.load(clock.now());
    const announced = readLeader(loaded.leader);
    // One that is announced with an older epoch has lost the lease, and may be dead.
    const leader = announced !== null && announced.epoch >= loaded.epoch ? announced : null;
    this.isLoaded = true;
    lease.see(loaded.epoch);
    relay.leaderIs(leader?.backendId ?? null);
    this.showLink(leader !== null && readLink(loaded.link));
  }

  /** Shows the leader's link while another backend leads. Without a leader no command works either. */
  private showLink(isUp: boolean): void {
    if (this.parts.hold.epoch === null) this.parts.board.setLink(isUp);
  }

  private async cameUp(): Promise<void> {
    const { hold, writer, link, log } = this.parts;
    if (hold.epoch !== null) {
      await writer.flush();
      if (hold.isLeading) await this.announce();
      return;
    }
    try {
      await this.load();
    } catch (err) {
      log.warn(new LogLine(clusterLog.notLoaded, { err }));
      link.restart();
      return;
    }
    this.onLoaded();
    this.leadership?.seek();
  }

  private async announce(): Promise<void> {
    const { hold, backendId, board, link, keys, relay } = this.parts;
    const { epoch } = hold;
    if (epoch === null) return;
    const leader = { epoch, backendId, born: board.born, isLinkUp: this.isLinkUp };
    // What is not told now is told when Redis is there again.
    await announceLeader(leader, link, keys).catch(() => undefined);
    relay.leaderIs(backendId);
  }

  private takeNews(text: string): void {
    const { lease, relay, hold, board, backendId } = this.parts;
    const leader = readLeader(text);
    if (leader === null) {
      relay.leaderIs(null);
      this.showLink(false);
      this.leadership?.seek();
      return;
    }
    lease.see(leader.epoch);
    if (leader.backendId === backendId) return;
    if (hold.epoch !== null && hold.epoch < leader.epoch) this.leadership?.lose(leadMessages.anotherLeads);
    board.startAt(leader.born);
    relay.leaderIs(leader.backendId);
  }
}
