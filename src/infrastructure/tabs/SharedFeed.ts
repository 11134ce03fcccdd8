import { Failure } from '../../domain/Failure';
import { logError } from '../../system/log';
import type { Scope } from '../../system/Scope';
import { AgentStatusFeed, type FeedListener } from '../rpc/AgentStatusFeed';
import type { RpcClient } from '../rpc/RpcClient';
import { Leadership } from './Leadership';
import type { TabChannel, TabNews } from './TabChannel';

const noNews: TabNews = { kind: 'news', term: 0, methods: null, status: null, heardAt: 0, failure: null };

/** Brings the agent's status into this tab: by polls while it leads, from the leader's messages while it follows. */
export class SharedFeed {
  private news = noNews;
  private leads = false;
  /** The page may not use locks, so other tabs may lead as well; their messages are ignored, and none are sent. */
  private isAlone = false;
  /** The polls, while this tab leads. */
  private feed: AgentStatusFeed | null = null;

  constructor(
    private readonly rpc: RpcClient,
    private readonly listener: FeedListener,
    /** Null: the browser has no locks or no channel between tabs, so each tab polls for itself. */
    private readonly tabs: {
      readonly channel: TabChannel;
      readonly locks: LockManager;
      readonly name: string;
    } | null,
    private readonly page: { readonly document: Document; readonly window: Window },
    private readonly scope: Scope,
  ) {}

  /** Does this tab poll for all? */
  get isLeader(): boolean {
    return this.leads;
  }

  /** Starts as follower, or as the only tab where tabs can't communicate. Ends with the scope. */
  run(): void {
    const { tabs } = this;
    if (tabs === null) {
      this.poll(this.scope);
      return;
    }
    const { channel } = tabs;
    channel.listen((message) => {
      if (this.isAlone) return;
      if (message.kind === 'news') this.receive(message);
      if (message.kind === 'refresh') this.feed?.refresh();
      if (message.kind === 'probe' && this.leads) channel.post(message.isNew ? this.news : { kind: 'here' });
    });
    channel.post({ kind: 'probe', isNew: true });
    new Leadership(tabs.locks, tabs.name, channel, this.page.document, this.scope, (scope, isAlone) => {
      this.isAlone = isAlone;
      this.news = { ...this.news, term: Math.max(this.news.term + 1, scope.now()) };
      this.poll(scope);
    });
  }

  /** Polls the status now, in the tab that leads. */
  refresh(): void {
    if (this.feed === null) this.tabs?.channel.post({ kind: 'refresh' });
    else this.feed.refresh();
  }

  /** Polls until `scope` closes, and sends each result to the other tabs. */
  private poll(scope: Scope): void {
    this.leads = true;
    scope.onClose(() => {
      this.leads = false;
      this.feed = null;
      // The new leader may have begun with a lower term before this tab noticed; its messages must count.
      this.news = { ...this.news, term: 0 };
      // A tab that was frozen when another one took over has missed messages, so it asks for the news.
      if (!this.scope.closed) this.tabs?.channel.post({ kind: 'probe', isNew: true });
    });
    const publish = (change: Partial<TabNews>): void => {
      this.news = { ...this.news, ...change };
      if (!this.isAlone) this.tabs?.channel.post(this.news);
    };
    const feed = new AgentStatusFeed(
      this.rpc,
      {
        onMethods: (methods) => {
          publish({ methods: methods && [...methods], failure: null });
          this.listener.onMethods(methods);
        },
        onStatus: (status, heardAt) => {
          publish({ status, heardAt, failure: null });
          this.listener.onStatus(status, heardAt);
        },
        onFailure: (failure) => {
          publish({ failure: { reason: failure.reason, detail: failure.detail } });
          this.listener.onFailure(failure);
        },
      },
      scope,
      Math.random,
      this.news.status ?? undefined,
    );
    this.feed = feed;
    feed.run(this.page).catch((error: unknown) => {
      logError('polling has ended', error);
    });
  }

  /**
   * Answers the news of a former leader that was frozen and still acts as leader: the followers would take its higher
   * term and ignore this tab, so this tab takes a higher one.
   */
  private outbid(term: number): void {
    this.news = { ...this.news, term: term + 1 };
    this.tabs?.channel.post(this.news);
  }

  /** Handles the news of a leading tab: reports it to the listener, unless its term is outdated. */
  private receive(news: TabNews): void {
    if (this.leads) {
      if (news.term >= this.news.term) this.outbid(news.term);
      return;
    }
    if (news.term < this.news.term) return;
    const previousHeardAt = this.news.heardAt;
    this.news = news;
    const { methods, status, heardAt, failure } = news;
    const isAnswer = failure === null || heardAt > previousHeardAt;
    if (isAnswer && (methods !== null || status !== null)) this.listener.onMethods(methods);
    if (isAnswer && status !== null) this.listener.onStatus(status, heardAt);
    if (failure !== null) this.listener.onFailure(new Failure(failure.reason, failure.detail));
  }
}
