import { createDtmf } from '../../../src/createDtmf';
import { originalAbilities } from '../../../src/domain/calls/WidgetAbility';
import { CallControl } from '../../../src/domain/calls/CallControl';
import type { DtmfQueue } from '../../../src/domain/calls/DtmfQueue';
import { PopupList } from '../../../src/domain/notifications/PopupList';
import { RpcCallCommands } from '../../../src/infrastructure/rpc/RpcCallCommands';
import { RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import { toAbilities } from '../../../src/infrastructure/rpc/toAbilities';
import { toReport } from '../../../src/infrastructure/rpc/toReport';
import { SharedFeed } from '../../../src/infrastructure/tabs/SharedFeed';
import { TabChannel } from '../../../src/infrastructure/tabs/TabChannel';
import type { FakeTab } from '../../support/FakeTab';
import type { Network } from './Network';

export const HEADERS = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
const CHANNEL = 'asteriskng';

/** The widget in a tab, put together as in the session, without what is on the page. */
export class WidgetTab {
  readonly calls: CallControl;
  readonly popups: PopupList;
  readonly dtmf: DtmfQueue;
  readonly feed: SharedFeed;
  /** Nothing in it runs. */
  isFrozen = false;
  private readonly channel: TabChannel;

  constructor(
    readonly name: string,
    readonly browserTab: FakeTab,
    network: Network,
  ) {
    const { scope } = browserTab;
    const rpc = new RpcClient(network.wayOf(browserTab, name), HEADERS, scope);
    let abilities = originalAbilities;
    this.calls = new CallControl(new RpcCallCommands(rpc, () => abilities.has('phases')), scope);
    this.dtmf = createDtmf(rpc, this.calls, scope);
    this.popups = new PopupList(scope);
    this.calls.board.subscribe((board) => {
      this.popups.setBoard(board);
    });
    this.channel = new TabChannel(browserTab.channel(CHANNEL), scope);
    this.feed = new SharedFeed(
      rpc,
      {
        onMethods: (methods) => (abilities = toAbilities(methods)),
        onStatus: (status, heardAt) => {
          this.calls.report(toReport(status, heardAt));
        },
        onFailure: () => undefined,
      },
      { channel: this.channel, locks: browserTab.locks, name: CHANNEL },
      browserTab,
      scope,
    );
    this.channel.listen((message) => {
      if (message.kind === 'dismissed') this.popups.dismiss(message.step);
    });
    this.feed.run();
  }

  freeze(): void {
    this.isFrozen = true;
    this.browserTab.freeze();
  }

  thaw(): void {
    this.isFrozen = false;
    this.browserTab.thaw();
  }

  /** The agent sends a popup away, and so in all tabs. */
  dismiss(step: string): void {
    this.popups.dismiss(step);
    this.channel.post({ kind: 'dismissed', step });
  }
}
