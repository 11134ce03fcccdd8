/** How long a file of tests may run before it is named, ms. */
const SLOW_MS = 5 * 60_000;

/** A reporter of jest: names files of tests that have been running for long, so that a run that hangs says where. */
module.exports = class SlowFiles {
  running = new Map();

  onRunStart() {
    this.looks = setInterval(() => {
      const now = performance.now();
      for (const [path, since] of this.running)
        if (now - since > SLOW_MS)
          console.log(`RUNS for ${Math.round((now - since) / 60_000)} minutes: ${path}`);
    }, SLOW_MS);
  }

  onTestFileStart({ path }) {
    this.running.set(path, performance.now());
  }

  onTestFileResult({ path }) {
    this.running.delete(path);
  }

  onRunComplete() {
    clearInterval(this.looks);
  }
};
