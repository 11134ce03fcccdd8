import type { CallControl } from '../../../domain/calls/CallControl';
import type { Store } from '../../../domain/Store';
import type { Drawer } from './drawerView';
import type { PanelMemory } from './PanelMemory';

/**
 * Opens the drawer and unfolds the panel; closes the drawer when it shows this already. Opening the missed calls marks them as
 * seen.
 */
export function openDrawer(
  kind: Drawer['kind'],
  drawer: Store<Drawer>,
  { calls, memory }: { readonly calls: CallControl; readonly memory: PanelMemory },
): void {
  if (drawer.get().kind === kind && !memory.get().folded) drawer.set({ kind: 'closed' });
  else if (kind !== 'missed') drawer.set({ kind });
  else {
    drawer.set({ kind, missed: calls.board.get().missed });
    calls.clearMissed();
  }
  if (drawer.get().kind !== 'closed') memory.set({ folded: false });
}
