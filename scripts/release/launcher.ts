/**
 * The program that people start, as text. It is plain enough for any Node.js, so that one that is too old gives a
 * sentence and no syntax error; all else is in server.js beside it.
 * @param engine `engines.node` of package.json, such as `>=22.13`
 */
export function launcher(engine: string): string {
  const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engine) ?? [];
  if (major === undefined || minor === undefined) throw new Error(`engines.node is no >=A.B: ${engine}`);
  return `'use strict';
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
if (major > ${major} || (major === ${major} && Number(parts[1]) >= ${minor})) {
  require('./server.js');
} else {
  console.error('AsteriskNG needs Node.js ${major}.${minor} or newer, and this is ' + process.versions.node + ': install Node.js 24 (docs/INSTALL.en.md, step 1).');
  process.exit(1);
}
`;
}
