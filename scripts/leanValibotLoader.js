/**
 * Takes out of valibot what only words its error messages: the widget asks whether a value parsed and what came of
 * it, and never shows an issue. What is accepted, refused and converted stays as it is. Fails when valibot's source
 * does not look as expected, so that an update of it can't go unnoticed.
 */
const cuts = [
  // The issue itself: that there is one is all that counts.
  [
    /(function _addIssue\(context, label, dataset), config\$1, other\) \{[\s\S]*?\n\}/g,
    '$1) {\n\tif (context.kind === "schema") dataset.typed = false;\n\tdataset.issues ??= [{}];\n}',
  ],
  // Where in the value it stands.
  [/const pathItem = \{[^}]*\};\n(\t+)for \(const issue of \w+\.issues\) \{[\s\S]*?\n\1\}/g, ''],
  // What was expected.
  [/\n\t+(?:reference|expects|async|message): [^\n]*(?=\n\t+[^\n]+)/g, ''],
  [/expectedDiscriminators\.push\([^\n]*\);/g, ';'],
  // Of the options of a union or a variant that all refuse, which one would be named.
  [
    /let typedDatasets;\n[\s\S]*?(?=\n\t+if \(validDataset\) return validDataset;)/g,
    'for (const schema of this.options) {\n\tconst found = schema["~run"]({ value: dataset.value }, config$1);\n\tif (found.typed && !found.issues) return found;\n}',
  ],
  [/if \(typedDatasets\) \{\n[\s\S]*?\n\t+else (?=_addIssue)/g, ''],
  [/(_addIssue\(this, "type", dataset, config\$1), \{ issues: [^\n]*\}\)/g, '$1)'],
  [/if \(invalidDiscriminatorKey !== currentKey && [^\n]*\{\n[\s\S]*?\n\t+\}\n/g, ''],
  [/currentPriority\+\+;/g, ''],
  // Settings for all schemas: the language of issues, which are not shown, and what no one sets for all.
  [/(function getGlobalConfig\(config\$1\) \{)[\s\S]*?\n\}/g, '$1\n\treturn config$$1 ?? DEFAULT_CONFIG;\n}'],
  // The interface for libraries that take schemas of any kind.
  [/(function _standardSchema\(schema\) \{)[\s\S]*?(\n\treturn schema;)/g, '$1$2'],
];

module.exports = leanValibot;
module.exports.default = leanValibot;

function leanValibot(text) {
  return cuts.reduce((rest, [pattern, replacement]) => {
    const left = rest.replace(pattern, replacement);
    if (left === rest) throw new Error(`valibot has changed: nothing matches ${pattern.source}`);
    return left;
  }, text);
}
