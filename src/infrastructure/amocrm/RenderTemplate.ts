import type { AmoWidget } from '../../system/plugin/AmoWidget';

/** Renders the text of a Twig template. The host's Twig escapes nothing: each `{{ … }}` needs its own `|e`. */
export type RenderTemplate = (template: string, data: object) => string;

/**
 * The host's Twig module. It compiles a template once; `render` of the plugin does each time, which takes 2 to 3 ms.
 */
interface Twig {
  twig(options: { data: string }): { render(data: object): string };
}

/** The parts of the page's RequireJS that we use. */
interface ModuleLoader {
  (name: string): unknown;
  defined?(name: string): boolean;
}

declare global {
  interface Window {
    requirejs?: ModuleLoader;
  }
}

/**
 * Renders by the Twig of the amoCRM page: by its module `twigjs`, with compiled templates cached, when the host has
 * loaded it; else by the plugin's `render`.
 */
export function amoTemplates(plugin: Pick<AmoWidget, 'render'>, window: Window): RenderTemplate {
  const compiled = new Map<string, ReturnType<Twig['twig']>>();
  return (template, data) => {
    const twig = hostTwig(window);
    if (twig === null) return plugin.render({ data: template }, data);
    const ready = compiled.get(template) ?? twig.twig({ data: template });
    compiled.set(template, ready);
    return ready.render(data);
  };
}

/** The host's Twig module; null when RequireJS has not loaded it, or it has another shape. */
function hostTwig({ requirejs }: Window): Twig | null {
  const found = requirejs?.defined?.('twigjs') === true ? requirejs('twigjs') : null;
  return isTwig(found) ? found : null;
}

function isTwig(found: unknown): found is Twig {
  return typeof found === 'object' && found !== null && 'twig' in found && typeof found.twig === 'function';
}
