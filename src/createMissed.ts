import type { CallControl } from './domain/calls/CallControl';
import { MissedClients } from './domain/missed/MissedClients';
import type { Readable } from './domain/Store';
import type { RenderTemplate } from './infrastructure/amocrm/RenderTemplate';
import type { Texts } from './infrastructure/amocrm/Texts';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { RpcMissed } from './infrastructure/rpc/RpcMissed';
import { installStyle } from './infrastructure/ui/installStyle';
import css from './infrastructure/ui/missed/missed.css';
import { MissedView } from './infrastructure/ui/missed/MissedView';
import type { Panel } from './infrastructure/ui/panel/Panel';
import type { Scope } from './system/Scope';

/** What `createMissed` gets of the session. */
export interface CreateMissedOptions {
  readonly rpc: RpcClient;
  readonly calls: Pick<CallControl, 'board'>;
  /** Revision of the list; undefined: the backend has none. */
  readonly missedClients: Readable<number | undefined>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly window: Window;
}

/** Composition root of missed.js, which is loaded where the backend keeps the company's missed calls. Until the scope closes. */
export function createMissed(
  { rpc, calls, missedClients, texts, render, window }: CreateMissedOptions,
  { nodes, drawer, companyMissed }: Pick<Panel, 'nodes' | 'drawer' | 'companyMissed'>,
  scope: Scope,
): void {
  const { document } = window;
  const clients = new MissedClients({
    backend: new RpcMissed(rpc, scope),
    revision: missedClients,
    timer: scope,
    isSeen: () => document.visibilityState === 'visible',
  });
  scope.onClose(missedClients.subscribe(() => clients.look()));
  scope.listen(document, 'visibilitychange', () => clients.look());
  installStyle(document, css, scope);
  new MissedView(
    { slot: nodes.missed, clients, board: calls.board, drawer, badge: companyMissed, texts, render },
    scope,
  );
}
