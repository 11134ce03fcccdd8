import { Worker } from 'node:worker_threads';
import { sqliteProgram } from './sqliteProgram';
import type { ThreadAnswers, ThreadFault, ThreadOrder, ThreadReply, ThreadRequest } from './threadMessages';

/** An order to the thread failed. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';

  constructor(readonly fault: ThreadFault) {
    super(fault.message);
  }
}

/** `esbuild` names functions by this helper, which a function run from its text lacks. */
const PROGRAM = `const __name = (f) => f; (${sqliteProgram.toString()})(require);`;

/** A thread with one SQLite database, so that neither writes nor long queries keep calls waiting. */
export class SqliteThread {
  private readonly waiting = new Map<
    number,
    { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void }
  >();
  private worker: Worker | null = null;
  private lastId = 0;

  /** Fails with a `ThreadError`. */
  run<Order extends ThreadOrder>(order: Order): Promise<ThreadAnswers[Order['op']]> {
    const worker = (this.worker ??= this.start());
    this.lastId += 1;
    const request: ThreadRequest = { id: this.lastId, order };
    return new Promise((resolve, reject) => {
      this.waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
  }

  /** Ends the thread; what is under way fails. */
  async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private start(): Worker {
    // SQLite's module warns at each start that it is new.
    const worker = new Worker(PROGRAM, { eval: true, execArgv: ['--disable-warning=ExperimentalWarning'] });
    const failAll = (message: string): void => {
      if (this.worker === worker) this.worker = null;
      for (const { reject } of this.waiting.values())
        reject(new ThreadError({ code: -1, message, isLock: false }));
      this.waiting.clear();
    };
    worker.on('message', (reply: ThreadReply) => {
      const asked = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if ('fault' in reply) asked?.reject(new ThreadError(reply.fault));
      else asked?.resolve(reply.answer as never);
    });
    worker.on('error', (error: Error) => failAll(error.message));
    worker.on('exit', () => failAll('the thread of the database has ended'));
    return worker;
  }
}
