import * as v from 'valibot';
import { agentStatusSchema, type AgentStatus } from '../../../protocol/agentStatus';
import { encodeRequest } from '../../../protocol/encodeRequest';
import { decodeResponse } from '../../../protocol/response';
import { isConversation } from '../../../src/domain/calls/Call';
import { popupStep } from '../../../src/domain/notifications/PopupList';
import { seededRandom } from '../../../server/telephony/simulator/seededRandom';
import { FakeTabs } from '../../support/FakeTabs';
import type { Step } from './anyStep';
import { ANNA, BORIS, Machine } from './Machine';
import { Network } from './Network';
import { offeredActions } from './offeredActions';
import { OneClock } from './OneClock';
import { Weather } from './Weather';
import { HEADERS, WidgetTab } from './WidgetTab';

/** How many tabs a computer has at the most. */
const MOST_TABS = 3;

/** A computer of the agent's, with the tabs of its browser. */
interface Computer {
  readonly browser: FakeTabs;
  readonly tabs: Set<WidgetTab>;
}

type Ask = Extract<Step, { kind: 'ask' }>;

/** One agent with tabs on two computers, a network, a backend and those who call. */
export class World {
  readonly clock = new OneClock();
  readonly machine: Machine;
  readonly network: Network;
  readonly computers: readonly Computer[] = [0, 1].map(() => ({ browser: new FakeTabs(), tabs: new Set() }));
  private opened = 0;

  /** @param skewMs how far the backend's clock is ahead of the computers' */
  constructor(skewMs: number) {
    // The pauses of polls are by chance; here the same each time.
    jest.spyOn(Math, 'random').mockImplementation(seededRandom(1));
    this.machine = new Machine(this.clock, skewMs);
    this.network = new Network(this.clock, this.machine);
  }

  get tabs(): readonly WidgetTab[] {
    return this.computers.flatMap(({ tabs }) => [...tabs]);
  }

  /** Starts the backend and opens tabs, as many as each computer has. */
  async begin(counts: readonly number[]): Promise<void> {
    await this.machine.start();
    for (const [index, count] of counts.entries())
      for (let tab = 0; tab < count; tab += 1) this.open(this.computers[index]);
    await this.clock.pass(100);
  }

  /** Ends faults and waits until all that was under way must have come to its end. */
  async calmDown(): Promise<void> {
    this.network.weather = new Weather('calm', 0);
    await this.machine.start();
    for (const tab of this.tabs) tab.thaw();
    // The longest pause of a poll, a lost request, an unconfirmed command, and an ended call that is kept.
    await this.clock.pass(30_000 + 11_000 + 12_000 + 20_000 + 2_000);
    this.network.pollers.clear();
    await this.clock.pass(10_000);
  }

  /** What the backend says of the agent's calls, without a fault on the way. */
  async truth(): Promise<AgentStatus> {
    const json = encodeRequest(HEADERS, 1, 'get_agent_status', { current_status: null });
    const answering = this.machine.ask(json, 'truth');
    await this.clock.settle();
    const reply = decodeResponse(await answering, 1);
    if (reply.kind !== 'result') throw new Error(`the backend says ${reply.kind}`);
    return v.parse(agentStatusSchema, reply.value);
  }

  async end(): Promise<void> {
    for (const { browser } of this.computers) browser.close();
    await this.machine.kill();
    // What the network still carries arrives nowhere.
    await this.clock.pass(30_000);
    this.clock.end();
    jest.restoreAllMocks();
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'pass':
        return this.clock.pass(step.ms);
      case 'restart':
        await this.machine.kill();
        await this.clock.pass(step.downMs);
        return this.machine.start();
      case 'weather':
        this.network.weather = new Weather(step.weather, step.seed);
        return;
      case 'incoming':
      case 'outside':
        this.fromOutside(step);
        break;
      case 'open':
        this.open(this.computers[step.computer]);
        break;
      default:
        this.inTab(step);
    }
    await this.clock.settle();
  }

  private open(computer: Computer | undefined): void {
    if (computer === undefined || computer.tabs.size >= MOST_TABS) return;
    this.opened += 1;
    computer.tabs.add(new WidgetTab(`tab ${this.opened}`, computer.browser.open(), this.network));
  }

  private fromOutside(step: Extract<Step, { kind: 'incoming' | 'outside' }>): void {
    const { simulator } = this.machine;
    if (simulator === null) return;
    this.clock.stir();
    if (step.kind === 'incoming') {
      const { number, group, givesUpMs, answeredBy } = step;
      const who = answeredBy === null ? {} : { answeredBy };
      simulator.incoming(number, group ? [ANNA, BORIS] : [ANNA], { answersItself: false, givesUpMs, ...who });
      return;
    }
    if (step.what === 'answer') simulator.answer(ANNA);
    if (step.what === 'farHangup') simulator.farHangup(ANNA);
    if (step.what === 'farHold' || step.what === 'farResume')
      simulator.farHold(ANNA, step.what === 'farHold');
    if (step.what === 'colleague') simulator.colleagueCalls(BORIS, ANNA);
  }

  private inTab(
    step: Exclude<Step, { kind: 'pass' | 'restart' | 'weather' | 'incoming' | 'outside' | 'open' }>,
  ): void {
    const tab = this.choose(step.tab);
    if (tab === null) return;
    const { browserTab, calls, popups } = tab;
    switch (step.kind) {
      case 'ask':
        this.ask(tab, step);
        if (step.alsoIn !== null) this.ask(this.choose(step.alsoIn) ?? tab, step);
        return;
      case 'press': {
        const call = calls.board.get().calls.find(isConversation);
        if (call) for (const key of step.keys) tab.dtmf.press(call.id, key);
        return;
      }
      case 'clearMissed':
        calls.clearMissed();
        return;
      case 'dismiss': {
        const [first] = popups.calls.get();
        if (first) tab.dismiss(popupStep(first));
        return;
      }
      case 'freeze':
      case 'thaw':
        tab[step.kind]();
        return;
      case 'hide':
      case 'show':
        browserTab.look(step.kind === 'hide' ? 'hidden' : 'visible');
        return;
      case 'close':
      case 'reload': {
        const computer = this.computers.find(({ tabs }) => tabs.has(tab));
        browserTab.close();
        computer?.tabs.delete(tab);
        if (step.kind === 'reload') this.open(computer);
      }
    }
  }

  private ask({ browserTab, calls }: WidgetTab, { choice, number }: Ask): void {
    const offered = offeredActions(calls.board.get(), number);
    const action = offered[choice % Math.max(1, offered.length)];
    if (action === undefined) return;
    browserTab.run(() => {
      void calls.send(action);
    });
  }

  private choose(index: number): WidgetTab | null {
    const { tabs } = this;
    return tabs[index % Math.max(1, tabs.length)] ?? null;
  }
}
