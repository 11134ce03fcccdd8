import { ask } from './ask';
import { language } from './choices';
import { scenarioGroups, type ScenarioCaption } from './deskShapes';

const words = {
  ru: { title: 'Сценарии', hint: 'Нажмите сценарий: здесь будет сказано, на что смотреть.' },
  en: { title: 'Scenarios', hint: 'Press a scenario: what to look at is said here.' },
}[language];

/** The scenarios as buttons, in groups. A press plays one for the agent with this extension and says what to look at. */
export async function drawScenarios(extension: string): Promise<JQuery> {
  const { $ } = window;
  const scenarios = await ask<ScenarioCaption[]>('/desk/scenarios');
  const look = $('<p class="desk-look" role="status" data-desk="look"></p>').text(words.hint);
  const play = async ({ name, look: text }: ScenarioCaption): Promise<void> => {
    look.removeClass('desk-error').text(text[language]);
    const { error } = await ask<{ error?: string }>('/desk/scenario', { name, extension });
    if (error !== undefined) look.addClass('desk-error').text(error);
  };
  const node = $('<div class="desk-scenarios" role="group"></div>').attr('aria-label', words.title);
  for (const [group, title] of Object.entries(scenarioGroups)) {
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
  return node.append(look);
}
