/** @jest-environment ./test/support/jsdomEnvironment.js */
import { twig } from 'twig';
import { amoTemplates } from '../../../src/infrastructure/amocrm/RenderTemplate';

const HELLO = 'Hello {{ name|e }}';

function setUp(modules: Readonly<Record<string, unknown>> | null) {
  const rendered: string[] = [];
  const plugin = {
    render: ({ data }: { data: string }, params: object) => {
      rendered.push(data);
      return twig({ data }).render(params);
    },
  };
  if (modules === null) delete window.requirejs;
  else
    window.requirejs = Object.assign((name: string) => modules[name], {
      defined: (name: string) => name in modules,
    });
  return { render: amoTemplates(plugin, window), rendered };
}

afterEach(() => {
  delete window.requirejs;
});

test('a template is compiled once when the host has loaded its Twig as a module', () => {
  const compiled: string[] = [];
  const twigjs = {
    twig: (options: { data: string }) => {
      compiled.push(options.data);
      return twig(options);
    },
  };
  const { render, rendered } = setUp({ twigjs });
  expect([render(HELLO, { name: '<b>' }), render(HELLO, { name: 'Anna' })]).toEqual([
    'Hello &lt;b&gt;',
    'Hello Anna',
  ]);
  expect([compiled, rendered]).toEqual([[HELLO], []]);
});

test.each([
  ['has no loader', null],
  ['has not loaded it', {}],
  ['has something else under that name', { twigjs: 'text' }],
  ['has a Twig of another shape', { twigjs: { twig: 5 } }],
])('the plugin renders when the host %s', (_what, modules) => {
  const { render, rendered } = setUp(modules);
  expect([render(HELLO, { name: 'Anna' }), rendered]).toEqual(['Hello Anna', [HELLO]]);
});
