import type { Message } from '../server/system/Message';
import type { ScenarioCaption } from './page/DeskState';
import type { Scenario } from './Scenario';

/** Creates scenarios of this group. */
export const scenarioIn =
  (group: ScenarioCaption['group']) =>
  (name: string, title: Message, look: Message, play: Scenario['play']): Scenario => ({
    name,
    group,
    title,
    look,
    play,
  });
