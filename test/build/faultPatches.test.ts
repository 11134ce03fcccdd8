import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch, projectFolder, readFaultPatches } from '../flows/faults/FaultPatch';

const patches = readFaultPatches();

test('each old fault of calls has a patch, once', () => {
  const ids = patches.map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 23 }, (_, index) => `C${index + 1}`));
});

test.each(patches.map((patch) => [patch.id, patch] as const))(
  'the patch of %s applies to today’s code, and names a test that is there',
  (_, patch) => {
    // Where it does not: make it anew, and run `npm run test.faults -- C…`.
    expect(applyPatch(patch, projectFolder, '--check')).toBe('');
    expect(existsSync(join(projectFolder, patch.test))).toBe(true);
  },
);
