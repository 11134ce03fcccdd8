import type { CreateNotesOptions } from './createNotes';
import { loadOnce } from './infrastructure/rpc/loadOnce';
import type { Scope } from './system/Scope';

/**
 * Shows the note of a call in the panel once the backend says that it takes notes, until the scope closes: what does so is a file of
 * its own.
 * @param slot the node of the panel for it
 */
export function joinNotes(options: CreateNotesOptions, slot: HTMLElement, scope: Scope): void {
  const { rpc, calls } = options;
  const load = loadOnce(() => import(/* webpackChunkName: "notes" */ './createNotes'));
  let isJoined = false;
  // Each report tries again to load what could not be loaded.
  const join = (): void => {
    if (isJoined || !rpc.offers('save_note')) return;
    load().then(
      ({ createNotes }) => {
        if (isJoined || scope.closed) return;
        isJoined = true;
        createNotes(options, slot, scope);
      },
      () => undefined,
    );
  };
  scope.onClose(calls.board.subscribe(join));
  join();
}
