const { RuntimeGlobals, RuntimeModule, Template } = require('webpack');

/** How long a file may take, ms; one that hangs counts as failed. */
const LIMIT_MS = 30_000;

/** Loads a file by a `<script>`: what webpack's own does, without its search for a node that loads it already. */
class LoadScript extends RuntimeModule {
  constructor() {
    super('load script');
  }

  generate() {
    return Template.asString([
      'const loading = {};',
      `${RuntimeGlobals.loadScript} = (url, done) => {`,
      Template.indent([
        'if (loading[url]) { loading[url].push(done); return; }',
        'const all = (loading[url] = [done]);',
        'const script = document.createElement("script");',
        'const end = (event) => {',
        Template.indent([
          'clearTimeout(timer);',
          'script.onload = script.onerror = null;',
          'delete loading[url];',
          'script.remove();',
          'for (const one of all) one(event);',
        ]),
        '};',
        `const timer = setTimeout(end, ${LIMIT_MS}, { type: "timeout", target: script });`,
        'script.src = url;',
        'script.onload = script.onerror = end;',
        'document.head.append(script);',
      ]),
      '};',
    ]);
  }
}

/** Puts it in the place of webpack's own. */
class SmallScriptLoading {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('SmallScriptLoading', (compilation) => {
      compilation.hooks.runtimeRequirementInTree
        .for(RuntimeGlobals.loadScript)
        .tap({ name: 'SmallScriptLoading', stage: -1 }, (chunk) => {
          compilation.addRuntimeModule(chunk, new LoadScript());
          return true;
        });
    });
  }
}

module.exports = { SmallScriptLoading };
