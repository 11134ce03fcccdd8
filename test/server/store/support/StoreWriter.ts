import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A process that keeps writing; what it has said is what was acknowledged. */
export class StoreWriter {
  readonly acknowledged: string[] = [];
  private readonly child: ChildProcessByStdio<null, Readable, null>;
  private readonly lines: Interface;
  private readonly iterator: AsyncIterator<string>;

  /**
   * @param program the bundled `keepWriting.ts`
   * @param path of the store
   * @param first number of its first entry
   */
  constructor(program: string, path: string, first: number) {
    this.child = spawn(process.execPath, [program, path, String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.lines = createInterface(this.child.stdout);
    this.iterator = this.lines[Symbol.asyncIterator]();
  }

  /** Reads on until it has said so. */
  async until(isSaid: (line: string) => boolean): Promise<void> {
    for (;;) {
      const next = await this.iterator.next();
      if (next.done === true) throw new Error('the process has ended');
      const { value } = next;
      if (value.startsWith('job-')) this.acknowledged.push(value);
      if (isSaid(value)) return;
    }
  }

  /** SIGKILL; what it said before is read to its end. */
  async kill(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await this.until(() => false).catch(() => undefined);
    await exit;
  }
}
