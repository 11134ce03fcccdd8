const { RuntimeGlobals, RuntimeModule, Template } = require('webpack');

/** How long a file may take, ms; one that hangs counts as failed. */
const LIMIT_MS = 30_000;

/** Loads a file by a `<script>`, as webpack's own does, which also looks for one that loads the same file already. */
class LoadScript extends RuntimeModule {
  constructor() {
    super('load script');
  }

  generate() {
    return Template.asString([
      `${RuntimeGlobals.loadScript} = (url, done) => {`,
      Template.indent([
        'const script = document.createElement("script");',
        'const end = (event) => {',
        Template.indent([
          'clearTimeout(timer);',
          'script.onload = script.onerror = null;',
          'script.remove();',
          'done(event);',
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

/**
 * Keeps what the files bring, and asks for each once, as webpack's own does with longer words for an error. Copies
 * of the script on one page share the array, so each of them hears of each file.
 */
function generateFileKeeping(globalName) {
  return Template.asString([
    'const here = new Set();',
    'const coming = {};',
    `${RuntimeGlobals.ensureChunkHandlers}.j = (id, promises) => {`,
    Template.indent([
      'if (here.has(id)) return;',
      'promises.push(coming[id] ??= new Promise((resolve, reject) => {',
      Template.indent([
        `const url = ${RuntimeGlobals.publicPath} + ${RuntimeGlobals.getChunkScriptFilename}(id);`,
        `${RuntimeGlobals.loadScript}(url, ({ type }) => {`,
        Template.indent([
          'delete coming[id];',
          'if (here.has(id)) resolve();',
          'else reject(new Error(`${type}: ${url}`));',
        ]),
        '});',
      ]),
      '}));',
    ]),
    '};',
    'const take = ([ids, modules]) => {',
    Template.indent([
      `Object.assign(${RuntimeGlobals.moduleFactories}, modules);`,
      'for (const id of ids) here.add(id);',
    ]),
    '};',
    `const files = (globalThis.${globalName} ??= []);`,
    'files.forEach(take);',
    'const push = files.push.bind(files);',
    'files.push = (file) => {',
    Template.indent(['push(file);', 'take(file);']),
    '};',
  ]);
}

/** Puts them in the place of webpack's own. */
class SmallScriptLoading {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('SmallScriptLoading', (compilation) => {
      compilation.hooks.runtimeModule.tap('SmallScriptLoading', (module) => {
        if (module.name !== 'jsonp chunk loading') return;
        module.generate = () => generateFileKeeping(compilation.outputOptions.chunkLoadingGlobal);
      });
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
