import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildFiles, type Kind, type OnProgress } from './zip/buildFiles';
import { pack } from './zip/pack';

const build = join(__dirname, '../build');
const kinds: readonly Kind[] = ['prod', 'dev', 'market'];

/** Builds a widget's zip and its unpacked copy, in `build/` or another folder; answers the zip. */
export async function buildWidget(kind: Kind, into = build, onProgress?: OnProgress): Promise<Buffer> {
  const folder = join(into, `widget-${kind}`);
  const files = await buildFiles(kind, folder, onProgress);
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const zip = await pack(files);
  const name = kind === 'prod' ? 'widget.zip' : `widget.${kind}.zip`;
  writeFileSync(join(into, name), zip);
  const script = files.get('script.js') ?? Buffer.alloc(0);
  const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
  console.log(
    `build/${name}: ${kB(zip.length)}; script.js ${kB(script.length)}, gzip ${kB(gzipSync(script, { level: 9 }).length)}`,
  );
  return zip;
}

if (require.main === module) {
  const kind = kinds.find((one) => one === (process.argv[2] ?? 'prod'));
  if (kind === undefined) throw new Error(`Which zip? One of: ${kinds.join(', ')}`);
  void buildWidget(kind);
}
