import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
/** Folders with a compiler configuration of their own: `protocol` and `src/domain` know neither DOM nor Node. */
import folders from './typedFolders.json';

// In one process: what the folders share, such as the types of Node, is read once.
const { status } = spawnSync(
  process.execPath,
  [
    require.resolve('typescript/bin/tsc'),
    '--build',
    '--noEmit',
    ...folders.map((folder) => join(__dirname, '..', folder)),
  ],
  { stdio: 'inherit' },
);
if (status === 0) console.log(`✓ types: ${folders.length} folders`);
else process.exitCode = 1;
