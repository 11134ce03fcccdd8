import type { BackendControl } from './BackendControl';
import { SceneFault } from './SceneFault';
import { sceneFaultMessages } from './messages';
import { scenarios } from './scenarios';
import { Stage } from './Stage';

/**
 * Plays a scenario for the agent with this extension.
 * @returns false: there is no scenario of this name. Fails with a `SceneFault` when it can't be played now.
 */
export async function playScenario(
  backend: BackendControl,
  name: string,
  extension: string,
): Promise<boolean> {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) return false;
  const agents = backend.business.users.filter((user) => user.extension !== '');
  const me = agents.find((user) => user.extension === extension);
  const colleague = agents.find((user) => user !== me);
  if (me === undefined || colleague === undefined)
    throw new SceneFault(sceneFaultMessages.noExtension(extension));
  if (!backend.isAlive) throw new SceneFault(sceneFaultMessages.backendDead);
  await scenario.play(new Stage(backend.simulator, me, colleague, backend.address, backend.business));
  return true;
}
