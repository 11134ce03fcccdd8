/** Runs tasks one after another, in the order in which they ask. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();

  /** The task's result, or its failure, which holds up no other task. */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(task);
    this.last = result.catch(() => undefined);
    return result;
  }
}
