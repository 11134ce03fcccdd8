import { join } from 'node:path';
import { version } from '../../package.json';
import { bundle } from './bundle';

const root = join(__dirname, '../..');

/** The modules for ELMA365: folder in `elma365/`, and what it is called there. */
const MODULES = [
  ['megafon', 'Виртуальная АТС МегаФон'],
  ['asteriskng', 'AsteriskNG'],
] as const;

/** The paste-ready files of `build/elma365/`, by name. The same sources make the same text. */
export function elmaModules(): ReadonlyMap<string, string> {
  return new Map(
    MODULES.map(([folder, title]) => [
      `${folder}.ts`,
      `${head(title)}\n${bundle(join(root, 'elma365', folder, 'module.ts'))}`,
    ]),
  );
}

function head(title: string): string {
  return `/*
 * Модуль телефонии для ELMA365: ${title}. AsteriskNG ${version}.
 * Вставьте этот файл целиком в модуль ELMA365, вкладка «Скрипты»; сохраните и опубликуйте.
 * Установка и настройки: docs/ELMA365.md. Файл собран из elma365/: правьте там, затем npm run build.elma365.
 */
`;
}
