import type { Method } from '../protocol/methods';
import type { CreateHistoryOptions } from './createHistory';
import type { CreateMissedOptions } from './createMissed';
import type { CreateNotesOptions } from './createNotes';
import { loadOnce } from './infrastructure/rpc/loadOnce';
import type { Panel } from './infrastructure/ui/panel/Panel';
import type { Scope } from './system/Scope';

/** What the parts get of the session. */
type JoinPartsOptions = CreateNotesOptions & CreateMissedOptions & CreateHistoryOptions;

/** Shows what the panel has only with some backends, until the scope closes: each part is a file of its own. */
export function joinParts(options: JoinPartsOptions, panel: Panel, scope: Scope): void {
  joinPart(
    'save_note',
    () => import(/* webpackChunkName: "notes" */ './createNotes'),
    ({ createNotes }) => createNotes(options, panel.nodes.note, scope),
    options,
    scope,
  );
  joinPart(
    'get_missed_clients',
    () => import(/* webpackChunkName: "missed" */ './createMissed'),
    ({ createMissed }) => createMissed(options, panel, scope),
    options,
    scope,
  );
  joinPart(
    'get_history',
    () => import(/* webpackChunkName: "history" */ './createHistory'),
    ({ createHistory }) => createHistory(options, panel, scope),
    options,
    scope,
  );
}

/**
 * Loads a part and shows it, once.
 * @param method the part is for backends that list it
 */
function joinPart<T>(
  method: Method,
  load: () => Promise<T>,
  show: (file: T) => void,
  { rpc, calls }: Pick<JoinPartsOptions, 'rpc' | 'calls'>,
  scope: Scope,
): void {
  const loadFile = loadOnce(load);
  let isJoined = false;
  // Each report tries again to load what could not be loaded.
  const join = (): void => {
    if (isJoined || !rpc.offers(method)) return;
    loadFile().then(
      (file) => {
        if (isJoined || scope.closed) return;
        isJoined = true;
        show(file);
      },
      () => undefined,
    );
  };
  scope.onClose(calls.board.subscribe(join));
  join();
}
