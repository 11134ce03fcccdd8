import type { CallControl } from './domain/calls/CallControl';
import { PastCalls } from './domain/history/PastCalls';
import type { Readable } from './domain/Store';
import type { RenderTemplate } from './infrastructure/amocrm/RenderTemplate';
import type { Texts } from './infrastructure/amocrm/Texts';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { RpcHistory } from './infrastructure/rpc/RpcHistory';
import css from './infrastructure/ui/history/history.css';
import { HistoryView } from './infrastructure/ui/history/HistoryView';
import { installStyle } from './infrastructure/ui/installStyle';
import type { Panel } from './infrastructure/ui/panel/Panel';
import type { PanelState } from './infrastructure/ui/popups/Popups';
import type { Scope } from './system/Scope';

/** What `createHistory` gets of the session. */
export interface CreateHistoryOptions {
  readonly rpc: RpcClient;
  readonly calls: Pick<CallControl, 'board'>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly window: Window;
  readonly panelState: Readable<PanelState>;
}

/** Composition root of history.js, which is loaded where the backend keeps past calls: their list in the panel. Until the scope closes. */
export function createHistory(
  { rpc, calls, texts, render, window, panelState }: CreateHistoryOptions,
  { nodes, drawer }: Pick<Panel, 'nodes' | 'drawer'>,
  scope: Scope,
): void {
  installStyle(window.document, css, scope);
  new HistoryView(
    {
      drawerNode: nodes.drawer,
      choices: nodes.choices,
      drawer,
      unfold: () => {
        if (panelState.get().kind === 'folded') nodes.fold.click();
      },
      calls: new PastCalls(new RpcHistory(rpc, texts('call.locale')), scope),
      board: calls.board,
      texts,
      render,
    },
    scope,
  );
}
