import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own in memory, which can be filled and made read-only. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Mounting needs root, which containers without rights to mount do not give. */
  static readonly isPossible = canMount();

  static make(bytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'asteriskng-disk-'));
    run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder);
    return new SmallDisk(folder);
  }

  /** Takes all space that is left. */
  fill(): void {
    const file = openSync(join(this.folder, 'fill'), 'a');
    for (const length of [65_536, 4_096, 1])
      try {
        for (;;) writeSync(file, Buffer.alloc(length));
      } catch {
        // Full, as far as pieces of this length go.
      }
    closeSync(file);
  }

  free(): void {
    rmSync(join(this.folder, 'fill'), { force: true });
  }

  remount(mode: 'ro' | 'rw'): void {
    run('mount', '-o', `remount,${mode}`, this.folder);
  }

  close(): void {
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-disk-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=65536', 'tmpfs', folder]).status === 0;
  if (isMounted) spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
  return isMounted;
}

function run(program: string, ...words: string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
}
