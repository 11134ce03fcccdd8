import type { AmoWidget } from '../../system/plugin/AmoWidget';

/** Renders the text of a Twig template. Every `{{ … }}` in it escapes by itself: the host's Twig does not. */
export type RenderTemplate = (template: string, data: object) => string;

/** Twig of the amoCRM page. */
export function amoTemplates(plugin: Pick<AmoWidget, 'render'>): RenderTemplate {
  return (template, data) => plugin.render({ data: template }, data);
}
