import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
/** Folders with a compiler configuration of their own: `protocol` and `src/domain` know neither DOM nor Node. */
import folders from './typedFolders.json';

const tsc = require.resolve('typescript/bin/tsc');
const failed = folders.filter((folder) => {
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(__dirname, '..', folder)], {
    stdio: 'inherit',
  });
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`✗ types: ${failed.join(', ')}`);
  process.exitCode = 1;
} else console.log(`✓ types: ${folders.length} folders`);
