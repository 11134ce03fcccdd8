import { ask } from './ask';
import { language } from './choice';
import { scenarioGroups, type ScenarioCaption } from './deskShapes';
import type { LookLine } from './createLookLine';
import { order } from './order';

const words = {
  ru: { title: 'Сценарии' },
  en: { title: 'Scenarios' },
}[language];

/** The scenarios as buttons, in groups. A press plays one for the agent with this extension; `line` says what to look at. */
export async function drawScenarios(extension: string, line: LookLine): Promise<JQuery> {
  const { $ } = window;
  const scenarios = await ask<ScenarioCaption[]>('/desk/scenarios');
  const play = async ({ name, look: text }: ScenarioCaption): Promise<void> => {
    line.say(text[language]);
    const error = await order('scenario', { name, extension });
    if (error !== '') line.fail(error);
  };
  const node = $('<div class="desk-scenarios" role="group"></div>').attr('aria-label', words.title);
  for (const [group, title] of Object.entries(scenarioGroups)) {
    // A backend that is not the sandbox's own plays none.
    if (!scenarios.some((one) => one.group === group)) continue;
    const row = $('<div class="desk-group" role="group"></div>').attr('aria-label', title[language]);
    row.append($('<b></b>').text(title[language]));
    for (const scenario of scenarios.filter((one) => one.group === group))
      $('<button type="button"></button>')
        .attr({ 'data-scenario': scenario.name, title: scenario.look[language] })
        .text(scenario.title[language])
        .on('click', () => void play(scenario))
        .appendTo(row);
    node.append(row);
  }
  return node;
}
