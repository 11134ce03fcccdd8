import type { BackendControl } from './BackendControl';
import { DeskError } from './DeskError';
import { deskErrorMessages } from './messages';
import { scenarios } from './scenarios';
import { Stage } from './Stage';

/**
 * Plays a scenario for the agent with this extension.
 * @returns false when there is no scenario of this name
 * @throws DeskError when it can't be played now
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
    throw new DeskError(deskErrorMessages.noExtension(extension));
  if (!backend.isAlive) throw new DeskError(deskErrorMessages.backendDead);
  await scenario.play(new Stage(backend.simulator, me, colleague, backend, backend.business));
  return true;
}
