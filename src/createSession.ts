import type { RequestHeaders } from '../protocol/request';
import { createTransport } from './createTransport';
import { hasSameAbilities, originalAbilities } from './domain/calls/WidgetAbility';
import { CallControl } from './domain/calls/CallControl';
import type { KnownCallers } from './domain/calls/knownParty';
import type { ClickDialer, CreateViewsOptions } from './createViews';
import { PopupList } from './domain/notifications/PopupList';
import { unknownHealth, type ServerHealth } from './domain/notifications/ServerHealth';
import type { Settings } from './domain/settings/Settings';
import { batch, Store } from './domain/Store';
import { openPath } from './infrastructure/amocrm/openPath';
import { amoTemplates } from './infrastructure/amocrm/RenderTemplate';
import type { Texts } from './infrastructure/amocrm/Texts';
import type { ProofTabs } from './infrastructure/proof/openProof';
import { loadOnce } from './infrastructure/rpc/loadOnce';
import { RpcCallCommands } from './infrastructure/rpc/RpcCallCommands';
import { RpcClient } from './infrastructure/rpc/RpcClient';
import { toAbilities } from './infrastructure/rpc/toAbilities';
import { toReport } from './infrastructure/rpc/toReport';
import { SharedFeed } from './infrastructure/tabs/SharedFeed';
import { openTabs } from './infrastructure/tabs/openTabs';
import { CallDesk, type CallDeskOptions } from './infrastructure/ui/call/CallDesk';
import { installStyle } from './infrastructure/ui/installStyle';
import type { Panel } from './infrastructure/ui/panel/Panel';
import { Popups, type PanelState } from './infrastructure/ui/popups/Popups';
import css from './infrastructure/ui/style.css';
import { lazyViews } from './lazyViews';
import type { AmoWidget } from './system/plugin/AmoWidget';
import type { Scope } from './system/Scope';

/** The running widget with one set of settings. It ends when the scope given to `createSession` closes. */
export interface Session {
  readonly clickToCall: ClickDialer;
  /** False when the host has removed our popups or our panel from the page. */
  isOnPage(): boolean;
}

/** A tab that acts for itself. */
const alone: ProofTabs = { name: null, isLeader: () => true };

/**
 * A client of the backend in these settings; null when their address is not valid. It ends with the scope. What proves
 * the user is a separate file in the zip, loaded where the backend wants it.
 */
export function createRpcClient(
  plugin: AmoWidget,
  settings: Settings,
  window: Window & typeof globalThis,
  scope: Scope,
  tabs = alone,
): RpcClient | null {
  const transport = createTransport(plugin, settings, window, scope);
  if (transport === null) return null;
  const headers = identity(plugin);
  const loadProof = loadOnce(async () => {
    const { openProof } = await import(/* webpackChunkName: "proof" */ './infrastructure/proof/openProof');
    return openProof({ plugin, settings, headers, transport, tabs, window }, scope);
  });
  return new RpcClient(transport, headers, scope, loadProof);
}

/** Starts polling the backend and showing calls. Null when the settings have no valid address of a backend. */
export function createSession(
  plugin: AmoWidget,
  settings: Settings,
  texts: Texts,
  window: Window & typeof globalThis,
  scope: Scope,
): Session | null {
  const { amouser_id, subdomain } = plugin.system();
  const tabGroup = [WIDGET_VERSION, subdomain, amouser_id, settings.serverAddress].join(':');
  const tabs = openTabs(`asteriskng:${tabGroup}`, window, scope);
  const rpc = createRpcClient(plugin, settings, window, scope, {
    name: tabs.channel && tabs.name,
    isLeader: () => feed.isLeader,
  });
  if (rpc === null) return null;
  const { document } = window;
  const render = amoTemplates(plugin, window);
  const page = document.body;
  const abilities = new Store(originalAbilities, hasSameAbilities);
  const hasPhases = (): boolean => abilities.get().has('phases');
  const views = lazyViews(texts, window, scope, () => services, settings);
  const { clickToCall } = views;
  const calls = new CallControl(new RpcCallCommands(rpc, hasPhases), scope, () => {
    feed.refresh();
  });
  const health = new Store<ServerHealth>(unknownHealth);
  const knownCallers = new Store<KnownCallers>(new Map());
  const missedClients = new Store<number | undefined>(undefined);
  const callers: CallDeskOptions['callers'] = { known: knownCallers };
  const popups = new PopupList(scope);
  scope.onClose(
    calls.board.subscribe((board) => {
      popups.setBoard(board);
    }),
  );

  const desk = new CallDesk({
    calls,
    abilities,
    callers,
    choose: (...choice) => {
      views.use((loaded) => {
        loaded.choose(...choice);
      });
    },
    create: (...wish) => {
      views.use((loaded) => {
        loaded.create(...wish);
      });
    },
    pressKey: (...key) => {
      views.use(({ dtmf }) => {
        dtmf.press(...key);
      });
    },
    health,
    clickToCall,
    texts,
    open: (path) => {
      openPath(window, path);
    },
  });
  installStyle(document, css, scope);
  const dismiss = (step: string): void => {
    popups.dismiss(step);
    tabs.channel?.post({ kind: 'dismissed', step });
  };
  const panelState = new Store<PanelState>({ kind: 'none' });
  const popupsView = new Popups(
    {
      desk,
      calls,
      list: popups,
      panel: panelState,
      texts,
      render,
      page,
      onDismiss: dismiss,
    },
    scope,
  );
  const feed = new SharedFeed(
    rpc,
    {
      onMethods: (methods) => {
        rpc.offered(methods);
        batch(() => {
          views.use(({ health }) => {
            health.pinged();
          });
          abilities.set(toAbilities(methods));
        });
      },
      onStatus: (status, heardAt) => {
        batch(() => {
          calls.report(toReport(status, heardAt));
          missedClients.set(status.missed_clients);
          views.use((loaded) => {
            loaded.health.succeeded(status.telephony_link !== 'DOWN');
            // Also after an unchanged answer: a new leading tab looks up callers of calls that it already shows.
            if (feed.isLeader && hasPhases()) loaded.callers.lookUp(calls.board.get());
          });
        });
      },
      onFailure: (failure) => {
        views.use(({ health }) => {
          health.failed(failure);
        });
      },
    },
    tabs.channel && tabs.locks ? { channel: tabs.channel, locks: tabs.locks, name: tabs.name } : null,
    window,
    scope,
  );
  tabs.channel?.listen((message) => {
    if (message.kind === 'dismissed') popups.dismiss(message.step);
    if (message.kind === 'caller')
      views.use((loaded) => {
        loaded.callers.add(message.key, message.caller);
      });
  });
  const services: CreateViewsOptions = {
    rpc,
    desk,
    calls,
    callers,
    knownCallers,
    onCaller: (key, caller) => {
      tabs.channel?.post({ kind: 'caller', key, caller: { ...caller, matches: [...caller.matches] } });
    },
    health,
    missedClients,
    hasPhases,
    texts,
    render,
    window,
    tabs,
    panelState,
    shown: popups.calls,
    popups: popupsView.root,
    isLeader: () => feed.isLeader,
    userId: identity(plugin).amouser_id,
    dismiss,
  };
  let panel: Panel | null = null;
  views.use((loaded) => {
    panel = loaded.panel;
  });
  feed.run();
  return { clickToCall, isOnPage: () => popupsView.isOnPage() && (panel?.isOnPage() ?? true) };
}

/** The amoCRM user and the widget's version, as every request names them. */
export function identity(plugin: AmoWidget): RequestHeaders {
  const { amouser, amouser_id } = plugin.system();
  return {
    amouser_email: amouser ?? '',
    amouser_id: Number(amouser_id ?? 0),
    widget_version: WIDGET_VERSION,
  };
}
