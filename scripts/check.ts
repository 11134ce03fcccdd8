import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../src/blank/manifest.json';
import { buildFiles } from './zip/buildFiles';
import { elmaModules } from './elma365/elmaModules';
import { checkTexts, unescaped } from './zip/checkTexts';
import { checkZip, textsOf } from './zip/checkZip';
import { pack } from './zip/pack';
import { unpack, type Files } from './zip/unpack';

const root = join(__dirname, '..');

/** Checks the committed zip, its sources' texts and templates. Prints each fault; the exit code is 1 when there is one. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-'));
  try {
    const faults = [...(await zipFaults(folder)), ...sourceFaults(), ...elmaFaults()];
    for (const fault of faults) console.error(`✗ ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
    else
      console.log(
        '✓ build/widget.zip and build/elma365 hold what the sources build, and amoCRM would take the zip',
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function zipFaults(folder: string): Promise<string[]> {
  const first = await buildFiles('prod', join(folder, 'first'));
  const [one, two] = [await pack(first), await pack(await buildFiles('prod', join(folder, 'second')))];
  const faults = one.equals(two) ? [] : ['two builds of the same sources differ'];
  const market = await buildFiles('market', join(folder, 'market'));
  const committed = readFileSync(join(root, 'build/widget.zip'));
  const files = await unpack(committed);
  return [
    ...faults,
    ...differences(files, first),
    ...checkZip(files, committed.length, true),
    ...checkZip(market, (await pack(market)).length, false).map((fault) => `market: ${fault}`),
  ];
}

/** The committed modules for ELMA365 are what the sources build. */
function elmaFaults(): string[] {
  return [...elmaModules()]
    .filter(([name, text]) => text !== readFileSync(join(root, 'build/elma365', name), 'utf8'))
    .map(
      ([name]) =>
        `build/elma365/${name} is not what the sources build; run npm run build.elma365 and commit it`,
    );
}

/** By content: the compressed bytes may differ between machines. */
function differences(committed: Files, built: Files): string[] {
  const names = new Set([...committed.keys(), ...built.keys()]);
  return [...names]
    .filter((name) => !(committed.get(name)?.equals(built.get(name) ?? Buffer.alloc(0)) ?? false))
    .map(
      (name) =>
        `build/widget.zip: ${name} is not what the sources build; run npm run build.prod and commit it`,
    );
}

function sourceFaults(): string[] {
  const sources = sourcesBelow(join(root, 'src'));
  const languages = new Map(
    manifest.widget.locale.map((language) => {
      const texts = textsOf(JSON.parse(readFileSync(join(root, `src/blank/i18n/${language}.json`), 'utf8')));
      return [language, texts ?? new Map<string, string>()] as const;
    }),
  );
  const code = [...sources]
    .filter(([name]) => /\.(?:ts|twig)$|manifest\.json$/.test(name))
    .map(([, text]) => text);
  const templates = [...sources].filter(([name]) => name.endsWith('.twig'));
  return [
    ...checkTexts(languages, code.join('\n')),
    ...templates.flatMap(([name, text]) =>
      unescaped(text).map((what) => `${name}: {{ ${what} }} is not escaped`),
    ),
  ];
}

function sourcesBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files
      .map((file) => join(file.parentPath, file.name))
      .filter((path) => !path.endsWith('.png'))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );
}

void main();
