import { randomUUID } from 'node:crypto';
import type { AgentStates } from '../calls/AgentStates';
import type { CommandRecords } from '../calls/CommandRecords';
import type { Telephony, TelephonyListener } from '../calls/Telephony';
import type { RelayCommand } from '../rpc/relayedHandlers';
import type { RelayedCommand } from '../rpc/runRelayed';
import type { SharedRedis } from './createRedis';
import { ClusterMember, type SharedConsultations } from './ClusterMember';
import { CommandRelay } from './CommandRelay';
import { ErrandRelay } from './ErrandRelay';
import { LeaseState } from './LeaseState';
import { LeaderElection } from './LeaderElection';
import { Lease } from './Lease';
import { LeasedTelephony } from './LeasedTelephony';
import { SharedRevision } from './SharedRevision';
import { StateMirror, type ObservableRecent } from './StateMirror';
import { StateWriter } from './StateWriter';
import { RedisCommandRecords } from './RedisCommandRecords';
import type { ClusterLogger } from './ClusterLogger';
import type { Clock } from '../system/Clock';
import { leadMessages } from './messages';

/** What `/health` reports about this backend's membership. */
export interface ClusterStatus {
  readonly backend: string;
  readonly phase: LeaseState['phase'];
  readonly redis: 'up' | 'down';
  /** Commands relayed to the backend that leads, or run for others. */
  readonly commands: number;
  /** Number of values (agent states, recent numbers) that are not written to Redis yet. */
  readonly unwritten: number;
}

/** Services of this backend whose state the cluster shares. */
export interface ClusterJoinOptions {
  readonly states: AgentStates;
  readonly recent: ObservableRecent;
  readonly holdRelease: SharedConsultations;
  /** Carries a command out on this backend. */
  readonly execute: (command: RelayedCommand) => Promise<void>;
  /** Runs an administrator's errand on this backend; order and answer are texts. */
  readonly errand: (text: string) => Promise<string>;
}

/** This backend as a member of the cluster. */
export interface JoinedCluster {
  /** Runs a command on the backend that leads. */
  readonly relay: RelayCommand;
  /** Runs an errand on the backend that leads. Fails with an `ErrandFault`, or as the errand does. */
  readonly askLeader: (text: string) => Promise<string>;
  /** Of the leading backend: its list of missed calls has changed. */
  readonly writeMissedClients: (revision: number) => void;
  /** For metrics and health. */
  readonly figures: {
    readonly isUp: () => boolean;
    readonly isLeader: () => boolean;
    readonly status: () => ClusterStatus;
  };
  /**
   * Registers a callback for when this backend starts and stops leading; the lease is released once it has resolved.
   * To be called before `start`.
   */
  onLeadChange(watcher: (isLeading: boolean) => Promise<void>): void;
  /** Resolves once all agent states are loaded; polls must not be answered before. */
  start(listener: TelephonyListener): Promise<void>;
  /** Lets a `start` that waits for Redis resolve, because the backend stops. */
  cancelStart(): void;
  /** Leaves the connection to Redis open, for stores that close later. */
  close(): Promise<void>;
}

/** What the services are built on, before this backend joins the cluster. */
export interface Cluster {
  /** The driver, with commands only while this backend holds the lease. */
  readonly telephony: Telephony;
  readonly records: CommandRecords;
  join(services: ClusterJoinOptions): JoinedCluster;
}

/** Sub-root: one of several backends that share a Redis. Connects to nothing yet. */
export function createCluster(
  { link, keys }: SharedRedis,
  driver: Telephony,
  clock: Clock,
  log: ClusterLogger,
): Cluster {
  const backendId = randomUUID();
  const leaseState = new LeaseState(clock);
  const telephony = new LeasedTelephony(driver, () => leaseState.isCertain);
  const epoch = (): number | null => (leaseState.isCertain ? leaseState.epoch : null);
  const records = new RedisCommandRecords(link, keys, log, epoch, () => clock.now());

  const join = ({ states, recent, holdRelease, execute, errand }: ClusterJoinOptions): JoinedCluster => {
    const onChange = (revision: number): void => states.setMissedClients(revision);
    const missedClients = new SharedRevision({ link, keys, epoch, onChange });
    const lease = new Lease(backendId, link, keys);
    const relayOptions = { backendId, isLeading: () => leaseState.isLeading, execute };
    const relay = new CommandRelay(relayOptions, link, keys, clock, log);
    const errands = new ErrandRelay(
      { ...relayOptions, leaderId: () => relay.leaderId, runErrand: errand },
      link,
      keys,
      clock,
      log,
    );
    link.subscribe(keys.errands(backendId), (text) => errands.receive(text));
    const mirror = new StateMirror(states, recent, link, keys, log, () => leaseState.epoch !== null);
    const writer = new StateWriter(link, keys, log, () => election.lose(leadMessages.anotherLeads));
    const memberOptions = {
      backendId,
      states,
      recent,
      holdRelease,
      telephony,
      link,
      keys,
      lease,
      leaseState,
    };
    const member = new ClusterMember({ ...memberOptions, mirror, writer, relay, clock, log });
    const election = new LeaderElection(leaseState, lease, member, clock, log);
    member.onLeadChange((isLeading) => {
      if (!isLeading) missedClients.forget();
      return Promise.resolve();
    });
    return {
      relay: (method, params, extension) => relay.relay({ method, extension, params }),
      askLeader: (text) => errands.runOnLeader(text),
      writeMissedClients: (revision) => missedClients.write(revision),
      figures: {
        isUp: () => link.isUp,
        isLeader: () => leaseState.phase === 'leading',
        status: () => ({
          backend: backendId,
          phase: leaseState.phase,
          redis: link.isUp ? 'up' : 'down',
          commands: relay.depth,
          unwritten: writer.depth,
        }),
      },
      onLeadChange: (watcher) => member.onLeadChange(watcher),
      start: (listener) => member.start(listener, election),
      cancelStart: () => member.cancelStart(),
      close: () => {
        errands.close();
        return member.close();
      },
    };
  };
  return { telephony, records, join };
}
