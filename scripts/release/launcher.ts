import { launcherMessages } from './messages';

/**
 * Text of the released main.js. It runs in any Node.js, so that a too old one gets a sentence and no syntax error; the
 * program itself is server.js beside it. The language is that of `--lang`, else of the locale.
 * @param engine `engines.node` of package.json, such as `>=22.13`
 */
export function launcher(engine: string): string {
  const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engine) ?? [];
  if (major === undefined || minor === undefined) throw new Error(`engines.node is no >=A.B: ${engine}`);
  const place = '<version>';
  const texts = JSON.stringify(launcherMessages.oldNode(`${major}.${minor}`, place));
  return `'use strict';
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
if (major > ${major} || (major === ${major} && Number(parts[1]) >= ${minor})) {
  require('./server.js');
} else {
  var locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  var lang = process.argv.indexOf('--lang');
  var isRussian = /^ru/i.test(lang < 0 ? locale : process.argv[lang + 1]);
  console.error(${texts}[isRussian ? 'ru' : 'en'].replace('${place}', process.versions.node));
  process.exit(1);
}
`;
}
