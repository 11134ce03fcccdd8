import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The committed paste-ready file of a module. */
export function elmaSource(name: 'megafon' | 'asteriskng'): string {
  return readFileSync(join(__dirname, '../../../build/elma365', `${name}.ts`), 'utf8');
}
