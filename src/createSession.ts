import type { RequestHeaders } from '../protocol/request';
import { CallControl } from './domain/calls/CallControl';
import { ClickToCall } from './domain/calls/ClickToCall';
import { HealthWatch } from './domain/notifications/HealthWatch';
import { PhonebookSearch } from './domain/phonebook/PhonebookSearch';
import { Failure } from './domain/Failure';
import type { Settings } from './domain/settings/Settings';
import { serverUrl } from './domain/settings/serverUrl';
import { AmoNotifier } from './infrastructure/amocrm/AmoNotifier';
import { amoTransport } from './infrastructure/amocrm/AmoTransport';
import { openCard } from './infrastructure/amocrm/openCard';
import { amoTemplates } from './infrastructure/amocrm/renderTemplate';
import type { Texts } from './infrastructure/amocrm/texts';
import { AgentStatusFeed } from './infrastructure/rpc/AgentStatusFeed';
import { RpcCallCommands } from './infrastructure/rpc/RpcCallCommands';
import { RpcClient } from './infrastructure/rpc/RpcClient';
import { RpcPhonebook } from './infrastructure/rpc/RpcPhonebook';
import { toCalls } from './infrastructure/rpc/toCalls';
import { installStyle } from './infrastructure/ui/installStyle';
import { DialControl } from './infrastructure/ui/panel/DialControl';
import { Panel } from './infrastructure/ui/panel/Panel';
import { PanelMemory } from './infrastructure/ui/panel/PanelMemory';
import { logError } from './system/log';
import type { AmoWidget } from './system/plugin/AmoWidget';
import type { Scope } from './system/Scope';

/** The widget at work under one set of settings. It ends with the scope that it was made in. */
export interface Session {
  readonly clickToCall: ClickToCall;
  /** False when the host has thrown our panel out of the page. */
  isOnPage(): boolean;
}

/** A client of the backend that these settings name; null when their address is none. */
export function createRpcClient(plugin: AmoWidget, settings: Settings, scope: Scope): RpcClient | null {
  const url = serverUrl(settings.serverAddress);
  if (url.kind !== 'ok') return null;
  return new RpcClient(amoTransport(plugin, url.url, settings.secretKey), identity(plugin), scope);
}

/** Starts the widget: polls the backend, shows the panel. Null when the settings name no backend. */
export function createSession(
  plugin: AmoWidget,
  settings: Settings,
  texts: Texts,
  window: Window,
  scope: Scope,
): Session | null {
  const rpc = createRpcClient(plugin, settings, scope);
  if (rpc === null) return null;
  const notifier = new AmoNotifier(window, texts, settings.enableNotification);
  const calls = new CallControl(new RpcCallCommands(rpc), scope);
  const health = new HealthWatch(notifier, scope, NOTIFICATON_DELAY * 1_000);
  const clickToCall = new ClickToCall(calls, notifier, scope, MIN_LENGTH_INTERNAL_NUMBER);

  let panel: Panel | null = null;
  if (settings.showPanel) {
    installStyle(window.document, scope);
    const search = new PhonebookSearch(new RpcPhonebook(rpc), scope);
    panel = new Panel(
      {
        calls,
        search,
        dial: new DialControl(calls, search, MIN_LENGTH_INTERNAL_NUMBER),
        health: health.health,
        texts,
        render: amoTemplates(plugin),
        openCard: (contactId) => {
          openCard(window, contactId);
        },
        memory: new PanelMemory(() => window.localStorage),
        page: window.document.body,
      },
      scope,
    );
  }

  // The first poll is held when the agent is idle, as most are; a ping tells at once that the backend is there.
  rpc.call('ping', {}).then(
    () => {
      if (!scope.closed) health.succeeded();
    },
    (error: unknown) => {
      if (!scope.closed) health.failed(Failure.from(error));
    },
  );
  const feed = new AgentStatusFeed(
    rpc,
    {
      onStatus: (status) => {
        health.succeeded();
        calls.report(toCalls(status));
      },
      onFailure: (failure) => {
        health.failed(failure);
      },
    },
    scope,
    Math.random,
  );
  feed.run(window).catch((error: unknown) => {
    logError('polling has ended', error);
  });
  return { clickToCall, isOnPage: () => panel?.isOnPage() ?? true };
}

/** Who the user is, in the words of the page. */
function identity(plugin: AmoWidget): RequestHeaders {
  const { amouser, amouser_id } = plugin.system();
  return {
    amouser_email: amouser ?? '',
    amouser_id: Number(amouser_id ?? 0),
    widget_version: WIDGET_VERSION,
  };
}
