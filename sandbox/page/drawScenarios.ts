import { fetchJson } from './fetchJson';
import { language } from './choice';
import { scenarioGroups, type ScenarioCaption } from './DeskState';
import type { StatusLine } from './createStatusLine';
import { deskCommand } from './deskCommand';

const words = {
  ru: { title: 'Сценарии' },
  en: { title: 'Scenarios' },
}[language];

/** Buttons that play scenarios for the agent with this extension, in groups. @param line shows what to look at */
export async function drawScenarios(extension: string, line: StatusLine): Promise<JQuery> {
  const { $ } = window;
  const scenarios = await fetchJson<ScenarioCaption[]>('/desk/scenarios');
  const play = async ({ name, look: text }: ScenarioCaption): Promise<void> => {
    line.show(text[language]);
    const error = await deskCommand('scenario', { name, extension });
    if (error !== '') line.showError(error);
  };
  const node = $('<div class="desk-scenarios" role="group"></div>').attr('aria-label', words.title);
  for (const [group, title] of Object.entries(scenarioGroups)) {
    // Groups without scenarios are left out: all of them, with an external backend.
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
