import { unlessAborted } from '../system/unlessAborted';
import type { AgentStates } from '../calls/AgentStates';
import type { Telephony, TelephonyListener } from '../calls/Telephony';
import type { Clock } from '../system/Clock';
import { closeAll } from '../system/closeAll';
import type { CommandRelay } from './CommandRelay';
import type { LeaseState } from './LeaseState';
import type { Lease } from './Lease';
import { announceLeader, readLeader, readLink, takeLinkDown } from './announceLeader';
import type { LeaderElection, LeaderTasks } from './LeaderElection';
import { LeaseLost } from './LeaseLost';
import type { ObservableRecent, StateMirror } from './StateMirror';
import type { StateWriter } from './StateWriter';
import type { RedisLink } from './RedisLink';
import type { RedisKeys } from './RedisKeys';
import type { ClusterLogger } from './ClusterLogger';
import { LogLine } from '../system/LogLine';
import { UNREACHED_MS } from './leaseTimes';
import { clusterLog, leadMessages } from './messages';

/** Takes clients off hold after consultations, on the backend that leads. */
export interface SharedConsultations {
  resume(extensions: Iterable<string>): void;
  forgetAll(): void;
}

/** What a member of the cluster is built from. */
export interface ClusterMemberOptions {
  readonly backendId: string;
  readonly states: AgentStates;
  readonly recent: ObservableRecent;
  readonly holdRelease: SharedConsultations;
  /** Acts only while the lease is certain. */
  readonly telephony: Telephony;
  readonly link: RedisLink;
  readonly keys: RedisKeys;
  readonly lease: Lease;
  readonly leaseState: LeaseState;
  readonly mirror: StateMirror;
  readonly writer: StateWriter;
  readonly relay: CommandRelay;
  readonly clock: Clock;
  readonly log: ClusterLogger;
}

/** One of several backends: reacts to the connection to Redis and to changes of the lease. */
export class ClusterMember implements LeaderTasks {
  private election: LeaderElection | null = null;
  private listener: TelephonyListener | null = null;
  private onLoaded: () => void = () => undefined;
  private isClosed = false;
  private isLeader = false;
  /** While this backend leads: has it a connection to the telephone system? */
  private isLinkUp = false;
  /** All agent states were loaded on this connection, and each change since was received. */
  private isLoaded = false;
  private loading: Promise<unknown> = Promise.resolve();
  private stopGiveUpTimer: () => void = () => undefined;
  private readonly watchers: ((isLeading: boolean) => Promise<void>)[] = [];

  constructor(private readonly options: ClusterMemberOptions) {}

  /** Registers a callback for when this backend starts and stops leading: for work that one backend does for all. */
  onLeadChange(watcher: (isLeading: boolean) => Promise<void>): void {
    this.watchers.push(watcher);
  }

  /** Connects to Redis; resolves once all agent states are loaded. Retries while Redis can't be reached. */
  start(listener: TelephonyListener, election: LeaderElection): Promise<void> {
    const { link, keys, mirror, relay, backendId } = this.options;
    this.listener = listener;
    this.election = election;
    link.subscribe(keys.changes, (text) => mirror.receive(text));
    link.subscribe(keys.news, (text) => this.receiveLeaderNews(text));
    link.subscribe(keys.linkNews, (text) => this.showLink(readLink(text)));
    link.subscribe(keys.inbox(backendId), (text) => relay.receive(text));
    link.onStateChange((isUp) => {
      this.isLoaded = false;
      if (isUp) void this.redisConnected();
      else this.showLink(false);
    });
    return new Promise((resolve) => {
      this.onLoaded = resolve;
      link.start();
    });
  }

  /** Lets a `start` that waits for Redis resolve, because the backend stops. */
  cancelStart(): void {
    this.onLoaded();
  }

  /** Writes pending agent states, disconnects from the telephone system, releases the lease. */
  close(): Promise<void> {
    const { writer, relay } = this.options;
    this.isClosed = true;
    return closeAll([() => writer.flush(), () => this.election?.close(), () => relay.close()]);
  }

  async takeOver(epoch: number, signal: AbortSignal): Promise<void> {
    const { leaseState, writer, states, recent, holdRelease, telephony, link, keys } = this.options;
    // The lease comes over the same connection as changes of agent states, so all earlier writes have arrived.
    await this.loading;
    if (!this.isLoaded || !leaseState.isCertain) throw new LeaseLost('not loaded, or the lease has expired');
    states.setLinkUp(false);
    void takeLinkDown(epoch, link, keys).catch(() => undefined);
    writer.setEpoch(epoch);
    states.startWriting((extension, state) => writer.write('pictures', extension, state));
    recent.setChangeListener((extension, numbers) => writer.write('recent', extension, numbers));
    holdRelease.resume(states.all.keys());
    this.noteTelephonyLink(false);
    const ended = (): LeaseLost => new LeaseLost('the lease ended during the take-over');
    await unlessAborted(this.connectTelephony(telephony), signal, ended);
    await writer.flush();
  }

  lead(): void {
    void this.notifyWatchers(true);
    void this.announce();
  }

  renewed(how: 'held' | 'restored'): void {
    const { states, recent, writer } = this.options;
    // Retries agent states that Redis did not accept.
    void writer.flush();
    if (how === 'held') return;
    for (const [extension, state] of states.all) writer.write('pictures', extension, state);
    for (const [extension, numbers] of recent.known) writer.write('recent', extension, numbers);
    void this.announce();
  }

  async stepDown(): Promise<void> {
    const { writer, states, recent, holdRelease, telephony, link, log } = this.options;
    const paused = this.isLeader ? this.notifyWatchers(false) : undefined;
    this.stopGiveUpTimer();
    writer.setEpoch(null);
    states.stopWriting();
    recent.setChangeListener(null);
    holdRelease.forgetAll();
    await telephony
      .close()
      .catch((err: unknown) => log.error(new LogLine(clusterLog.leavingFailed, { err })));
    await paused;
    this.showLink(false);
    if (link.isUp && !this.isClosed) await this.load().catch(() => link.restart());
  }

  private async notifyWatchers(isLeader: boolean): Promise<void> {
    this.isLeader = isLeader;
    await Promise.all(this.watchers.map((watcher) => watcher(isLeader)));
  }

  /** Resolves with the first resync: the live calls are known. */
  private async connectTelephony(telephony: Telephony): Promise<void> {
    const { listener } = this;
    if (listener === null) return;
    await new Promise<void>((resolve, reject) => {
      const resynced: TelephonyListener['resynced'] = (...args) => {
        this.noteTelephonyLink(true);
        listener.resynced(...args);
        resolve();
      };
      const link: TelephonyListener['link'] = (isUp) => {
        this.noteTelephonyLink(isUp);
        this.isLinkUp = isUp;
        listener.link(isUp);
        if (this.isLeader) void this.announce();
      };
      telephony.start({ ...listener, link, resynced }).catch(reject);
    });
  }

  private noteTelephonyLink(isUp: boolean): void {
    this.stopGiveUpTimer();
    if (isUp) return;
    this.stopGiveUpTimer = this.options.clock.after(UNREACHED_MS, () => {
      this.election?.giveUp(leadMessages.noTelephony);
    });
  }

  private load(): Promise<void> {
    const load = this.loadAll();
    this.loading = load.catch(() => undefined);
    return load;
  }

  private async loadAll(): Promise<void> {
    const { mirror, lease, relay, clock } = this.options;
    const loaded = await mirror.load(clock.now());
    const announced = readLeader(loaded.leader);
    // A leader announced under an older epoch has lost the lease and may be dead.
    const leader = announced !== null && announced.epoch >= loaded.epoch ? announced : null;
    this.isLoaded = true;
    lease.noteEpoch(loaded.epoch);
    relay.setLeader(leader?.backendId ?? null);
    this.showLink(leader !== null && readLink(loaded.link));
  }

  /** Shows the leader's link while another backend leads. Without a leader the link counts as down. */
  private showLink(isUp: boolean): void {
    if (this.options.leaseState.epoch === null) this.options.states.setLinkUp(isUp);
  }

  private async redisConnected(): Promise<void> {
    const { leaseState, writer, link, log } = this.options;
    if (leaseState.epoch !== null) {
      await writer.flush();
      if (leaseState.isLeading) await this.announce();
      return;
    }
    try {
      await this.load();
      this.onLoaded();
      this.election?.seek();
    } catch (err) {
      log.warn(new LogLine(clusterLog.notLoaded, { err }));
      link.restart();
    }
  }

  private async announce(): Promise<void> {
    const { leaseState, backendId, states, link, keys, relay } = this.options;
    const { epoch } = leaseState;
    if (epoch === null) return;
    const leader = { epoch, backendId, born: states.firstRevision, isLinkUp: this.isLinkUp };
    // An announcement that fails is repeated when Redis is connected again.
    await announceLeader(leader, link, keys).catch(() => undefined);
    relay.setLeader(backendId);
  }

  private receiveLeaderNews(text: string): void {
    const { lease, relay, leaseState, states, backendId } = this.options;
    const leader = readLeader(text);
    if (leader === null) {
      relay.setLeader(null);
      this.showLink(false);
      this.election?.seek();
      return;
    }
    lease.noteEpoch(leader.epoch);
    if (leader.backendId === backendId) return;
    const isOutdated = leaseState.epoch !== null && leaseState.epoch < leader.epoch;
    if (isOutdated) this.election?.lose(leadMessages.anotherLeads);
    states.firstRevision = leader.born;
    relay.setLeader(leader.backendId);
  }
}
