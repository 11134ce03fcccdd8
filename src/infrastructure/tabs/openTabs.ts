import type { Scope } from '../../system/Scope';
import { TabChannel } from './TabChannel';

/** What the tabs of one user on one computer share. Channel and locks are null where each tab acts for itself. */
export interface Tabs {
  readonly channel: TabChannel | null;
  readonly locks: LockManager | null;
  /** Name of the channel and of the leader's lock. */
  readonly name: string;
}

/**
 * Opens the channel between tabs until the scope closes. Old browsers and pages without https have no locks, and
 * Firefox throws at `new BroadcastChannel` when site data is blocked; tabs then act for themselves.
 */
export function openTabs(name: string, window: Window & typeof globalThis, scope: Scope): Tabs {
  try {
    const { locks } = window.navigator as Partial<Navigator>;
    if (locks) return { channel: new TabChannel(new window.BroadcastChannel(name), scope), locks, name };
  } catch {
    // Treated as a browser without a channel.
  }
  return { channel: null, locks: null, name };
}
