import { getEventListeners } from 'node:events';
import { isLive } from '../../../src/domain/calls/Call';
import { OUTCOME_MS } from '../../../src/domain/notifications/PopupList';
import { toReport } from '../../../src/infrastructure/rpc/toReport';
import type { World } from './World';

/** However bad the network is, an outcome leaves the screen in time. */
export function expectNoOldOutcome(world: World): void {
  for (const { popups, calls } of world.tabs.filter(({ isFrozen }) => !isFrozen))
    for (const call of popups.calls.get())
      if (call.phase === 'ended') {
        const until = call.endedAt + calls.board.get().skewMs + OUTCOME_MS;
        expect({ call, isLate: world.clock.now() > until + 1_000 }).toEqual({ call, isLate: false });
      }
}

function expectOneEffectEach(world: World): void {
  expect([...world.machine.effects].filter(([, times]) => times > 1)).toEqual([]);
}

/** Every tab shows what the backend says, and nothing is under way or left behind. */
async function expectTruthEverywhere(world: World): Promise<void> {
  const truth = toReport(await world.truth(), 0);
  for (const { name, calls, popups } of world.tabs) {
    const board = calls.board.get();
    expect({ name, calls: board.calls, missed: board.missed, revision: board.revision }).toEqual({
      name,
      calls: truth.calls,
      missed: truth.missed,
      revision: truth.revision,
    });
    expect({ name, commands: board.commands }).toEqual({ name, commands: [] });
    const live = truth.calls.filter(isLive).map(({ id }) => id);
    for (const { id } of popups.calls.get()) expect(live).toContain(id);
  }
  for (const { tabs } of world.computers) {
    const names = [...tabs].map(({ name }) => name);
    const leaders = [...tabs].filter(({ feed }) => feed.isLeader).map(({ name }) => name);
    expect({ leaders, count: leaders.length }).toEqual({ leaders, count: Math.min(1, names.length) });
    expect(names.filter((name) => world.network.pollers.has(name))).toEqual(leaders);
  }
}

function expectNothingGrown(world: World): void {
  for (const { feed, browserTab } of world.tabs) {
    expect(getEventListeners(browserTab.document, 'visibilitychange')).toHaveLength(1);
    expect(getEventListeners(browserTab.window, 'online')).toHaveLength(feed.isLeader ? 1 : 0);
  }
}

/** Once the world has calmed down: every tab shows the truth, each command has had one effect, nothing is left. */
export async function expectSound(world: World): Promise<void> {
  await expectTruthEverywhere(world);
  expectOneEffectEach(world);
  expectNothingGrown(world);
}
