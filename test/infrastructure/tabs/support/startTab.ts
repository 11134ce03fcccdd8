import type { AgentStatus } from '../../../../protocol/agentStatus';
import type { Failure } from '../../../../src/domain/Failure';
import { amoTransport } from '../../../../src/infrastructure/amocrm/amoTransport';
import { RpcClient } from '../../../../src/infrastructure/rpc/RpcClient';
import { SharedFeed } from '../../../../src/infrastructure/tabs/SharedFeed';
import { TabChannel } from '../../../../src/infrastructure/tabs/TabChannel';
import type { FakeBackend } from '../../../support/FakeBackend';
import type { FakeTab } from '../../../support/FakeTab';

const NAME = 'asteriskng';

/** Starts the widget's feed in a tab and records its reports. @param hasTabs false: the browser has no locks */
export function startTab(tab: FakeTab, backend: FakeBackend, hasTabs = true) {
  const { scope } = tab;
  const plugin: Pick<FakeBackend, 'crm_post'> = {
    crm_post: (url, data, done, type, fail) =>
      backend.crm_post(
        url,
        data,
        (body) => {
          tab.run(() => {
            done(body);
          });
        },
        type,
        (cause) => {
          tab.run(() => {
            fail(cause);
          });
        },
      ),
  };
  const rpc = new RpcClient(
    amoTransport(plugin, 'https://d', 'k'),
    { amouser_email: 'a', amouser_id: 1, widget_version: '1.0.0' },
    scope,
  );
  const methods: (readonly string[] | null)[] = [];
  const heard: { status: AgentStatus; at: number }[] = [];
  const failures: string[] = [];
  const listener = {
    onMethods: (heardMethods: readonly string[] | null) => methods.push(heardMethods),
    onStatus: (status: AgentStatus, at: number) => heard.push({ status, at }),
    onFailure: ({ reason }: Failure) => failures.push(reason),
  };
  const channel = new TabChannel(tab.channel(NAME), scope);
  const feed = new SharedFeed(
    rpc,
    listener,
    hasTabs ? { channel, locks: tab.locks, name: NAME } : null,
    tab,
    scope,
  );
  feed.run();
  return { tab, feed, channel, heard, methods, failures };
}

/** One tab with the widget. */
export type StartedTab = ReturnType<typeof startTab>;
