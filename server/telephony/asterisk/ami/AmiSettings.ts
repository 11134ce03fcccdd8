import type { FollowedEvents } from './FollowedEvents';

/** How Asterisk's manager is reached. */
export interface AmiSettings {
  readonly host: string;
  readonly port: number;
  /** A `[user]` of manager.conf. */
  readonly user: string;
  readonly secret: string;
  /** Absent: not encrypted. */
  readonly tls?: AmiTls;
  /** Event classes requested at login, such as `call,agent,dialplan`; absent: all that the user may read. */
  readonly eventMask?: string;
  /** The events that are reported; absent: all. */
  readonly followed?: FollowedEvents;
}

export interface AmiTls {
  /** Certificates to trust, PEM; absent: those of the system. */
  readonly ca?: string;
  /** Name in the certificate; absent: the host. */
  readonly serverName?: string;
}
