import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from './FaultPatch';

const PARTS = [
  'protocol',
  'src',
  'server',
  'elma365',
  'sandbox',
  'scripts',
  'bench',
  'test',
  'deploy',
  'docs',
];
const FILES = ['jest.config.js', 'webpack.config.js', 'package.json', 'tsconfig.json', 'server.example.yaml'];

/** Makes a copy of the project, in which the code may be changed. @returns its folder */
export function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'asteriskng-faults-'));
  for (const part of [...PARTS, ...FILES])
    cpSync(join(projectFolder, part), join(copy, part), { recursive: true });
  symlinkSync(join(projectFolder, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
