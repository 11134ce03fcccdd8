import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readStart } from '../../sandbox/readStart';

test('options are parsed; the text is the help, after an error message when an option is wrong', () => {
  expect(readStart(['--backend', 'https://a.b/c', '--user', 'x@y.zz', '--user', 'z@y.zz'])).toEqual({
    kind: 'start',
    options: {
      backend: 'https://a.b/c',
      user: ['x@y.zz', 'z@y.zz'],
      build: undefined,
      identity: false,
      printsIdentity: false,
    },
  });
  expect(readStart(['--identity'])).toMatchObject({ options: { identity: true, printsIdentity: true } });
  expect(readStart([])).toMatchObject({ options: { user: [], identity: true, printsIdentity: false } });
  expect(readStart(['--no-identity'])).toMatchObject({ options: { identity: false } });
  expect(readStart(['-h'])).toMatchObject({
    kind: 'help',
    text: expect.stringMatching(/^npm start/) as string,
  });
  for (const words of [['--bakend', 'x'], ['--user'], ['x'], ['--backend', 'telephony.example.com']])
    expect(readStart(words)).toMatchObject({
      kind: 'wrong',
      text: expect.stringMatching(/^.*\n\nnpm start/) as string,
    });
});

test('npm start with an unknown option ends at once, without a stack trace', () => {
  const run = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['--import', 'tsx', 'sandbox/start.ts', ...words], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
    });
  const unknown = run('--bakend', 'x');
  expect([unknown.status, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toContain('--bakend');
  expect(unknown.stderr).not.toContain('    at ');
  const help = run('--help');
  expect([help.status, help.stderr]).toEqual([0, '']);
  expect(help.stdout).toContain('--backend');
});
