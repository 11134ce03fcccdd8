import { randomUUID } from 'node:crypto';
import type { AgentBoard } from '../calls/AgentBoard';
import type { CommandRecords } from '../calls/CommandRecords';
import type { Telephony, TelephonyListener } from '../calls/Telephony';
import type { Carry } from '../rpc/relayedHandlers';
import type { RelayedCommand } from '../rpc/runMethod';
import type { SharedRedis } from './createRedis';
import { ClusterMember, type SharedConsultations, type TellingRecent } from './ClusterMember';
import { CommandRelay } from './CommandRelay';
import { ErrandRelay } from './ErrandRelay';
import { Hold } from './Hold';
import { Leadership } from './Leadership';
import { Lease } from './Lease';
import { LeasedTelephony } from './LeasedTelephony';
import { PictureMirror } from './PictureMirror';
import { PictureWriter } from './PictureWriter';
import { RedisCommandRecords } from './RedisCommandRecords';
import type { StoreLog } from './StoreLog';
import type { Clock } from '../system/Clock';
import { leadMessages } from './messages';

/** What `/health` says of this backend's part. */
export interface ClusterStatus {
  readonly backend: string;
  readonly phase: Hold['phase'];
  readonly redis: 'up' | 'down';
  /** Commands on their way to the backend that leads, or run for others. */
  readonly commands: number;
  /** Pictures that Redis has not taken yet. */
  readonly unwritten: number;
}

/** The services of this backend that all backends share. */
export interface SharedServices {
  readonly board: AgentBoard;
  readonly recent: TellingRecent;
  readonly clients: SharedConsultations;
  /** Carries a command out on this backend. */
  readonly execute: (command: RelayedCommand) => Promise<void>;
  /** Carries an administrator's errand out on this backend: a text there, a text back. */
  readonly errand: (text: string) => Promise<string>;
}

/** This backend among the others. */
export interface Member {
  readonly carry: Carry;
  /** Has an errand carried out by the backend that leads. Fails with an `ErrandFault`, or as the errand does. */
  readonly askLeader: (text: string) => Promise<string>;
  /** For metrics and health. */
  readonly figures: {
    readonly isUp: () => boolean;
    readonly isLeader: () => boolean;
    readonly status: () => ClusterStatus;
  };
  /** Told as this backend comes to lead, and as it leads no longer. To be called before `start`. */
  watch(watcher: (isLeading: boolean) => void): void;
  /** Done once this backend knows what the others know: it must not answer polls before. */
  start(listener: TelephonyListener): Promise<void>;
  close(): Promise<void>;
}

/** What is there before the services that need it. */
export interface Cluster {
  /** The driver, on which this backend acts only while it leads. */
  readonly telephony: Telephony;
  readonly records: CommandRecords;
  join(services: SharedServices): Member;
}

/** Sub-root: one of several backends that share a Redis. Connects to nothing yet. */
export function createCluster(
  { link, keys }: SharedRedis,
  driver: Telephony,
  clock: Clock,
  log: StoreLog,
): Cluster {
  const backendId = randomUUID();
  const hold = new Hold(clock);
  const telephony = new LeasedTelephony(driver, () => hold.isCertain);
  const records = new RedisCommandRecords(link, keys, log, () => (hold.isCertain ? hold.epoch : null));

  const join = ({ board, recent, clients, execute, errand }: SharedServices): Member => {
    const lease = new Lease(backendId, link, keys);
    const house = { backendId, isLeading: () => hold.isLeading, execute };
    const relay = new CommandRelay(house, link, keys, clock, log);
    const errands = new ErrandRelay(
      { ...house, leaderId: () => relay.leaderId, run: errand },
      link,
      keys,
      clock,
      log,
    );
    link.hear(keys.errands(backendId), (text) => errands.take(text));
    const mirror = new PictureMirror(board, recent, link, keys, log, () => hold.epoch !== null);
    const writer = new PictureWriter(link, keys, log, () => leadership.lose(leadMessages.anotherLeads));
    const parts = { backendId, board, recent, clients, telephony, link, keys, lease, hold };
    const member = new ClusterMember({ ...parts, mirror, writer, relay, clock, log });
    const leadership = new Leadership(hold, lease, member, clock, log);
    return {
      carry: (method, params, extension) => relay.carry({ method, extension, params }),
      askLeader: (text) => errands.ask(text),
      figures: {
        isUp: () => link.isUp,
        isLeader: () => hold.phase === 'leading',
        status: () => ({
          backend: backendId,
          phase: hold.phase,
          redis: link.isUp ? 'up' : 'down',
          commands: relay.depth,
          unwritten: writer.depth,
        }),
      },
      watch: (watcher) => member.watch(watcher),
      start: (listener) => member.start(listener, leadership),
      close: () => {
        errands.close();
        return member.close();
      },
    };
  };
  return { telephony, records, join };
}
