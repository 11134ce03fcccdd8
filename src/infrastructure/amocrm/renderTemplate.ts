import type { AmoWidget } from '../../system/plugin/AmoWidget';

/** Renders the text of a Twig template. Every `{{ … }}` in it escapes by itself: the host's Twig does not. */
export type RenderTemplate = (template: string, data: object) => string;

/** The host's Twig module: its `render` on the plugin reads the template anew each time, which takes 2 to 3 ms. */
interface Twig {
  twig(options: { data: string }): { render(data: object): string };
}

/** RequireJS of the page, as far as we use it. */
interface ModuleLoader {
  (name: string): unknown;
  defined?(name: string): boolean;
}

declare global {
  interface Window {
    requirejs?: ModuleLoader;
  }
}

/** Twig of the amoCRM page: each template is read once, where the host has loaded its Twig as a module. */
export function amoTemplates(plugin: Pick<AmoWidget, 'render'>, window: Window): RenderTemplate {
  const read = new Map<string, ReturnType<Twig['twig']>>();
  return (template, data) => {
    const twig = hostTwig(window);
    if (twig === null) return plugin.render({ data: template }, data);
    const known = read.get(template) ?? twig.twig({ data: template });
    read.set(template, known);
    return known.render(data);
  };
}

function hostTwig({ requirejs }: Window): Twig | null {
  const found = requirejs?.defined?.('twigjs') === true ? requirejs('twigjs') : null;
  return isTwig(found) ? found : null;
}

function isTwig(found: unknown): found is Twig {
  return typeof found === 'object' && found !== null && 'twig' in found && typeof found.twig === 'function';
}
