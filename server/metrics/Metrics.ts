import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What one counter counts apart: label -> all values that it may have. */
export type Labels<L extends string> = Readonly<Record<L, readonly string[]>>;

/** What a value that no label foresees is counted as: the number of series has a bound. */
const OTHER = 'other';

/** What Prometheus reads: figures that are counted, and figures that are looked up when it asks. */
export class Metrics {
  private readonly registry = new Registry();
  private hasProcess = false;

  /** A figure that is looked up when somebody asks. */
  watch(name: string, help: string, read: () => number): void {
    this.registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }

  /** Figures that are looked up when somebody asks, one a value of the label. */
  watchEach(name: string, help: string, label: string, read: () => ReadonlyMap<string, number>): void {
    this.registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [],
        collect() {
          this.reset();
          for (const [value, figure] of read()) this.set({ [label]: value }, figure);
        },
      }),
    );
  }

  /** The same for figures that only grow; the name ends in `_total`. */
  watchTotals(name: string, help: string, label: string, read: () => ReadonlyMap<string, number>): void {
    this.registry.registerMetric(
      new Counter({
        name,
        help,
        labelNames: [label],
        registers: [],
        collect() {
          this.reset();
          for (const [value, figure] of read()) this.inc({ [label]: value }, figure);
        },
      }),
    );
  }

  /** A count; the answer adds one. The name ends in `_total`. */
  counter<L extends string>(
    name: string,
    help: string,
    labels: Labels<L>,
  ): (values: Readonly<Record<L, string>>) => void {
    const labelNames = Object.keys(labels).filter((label): label is L => label in labels);
    const counter = new Counter({ name, help, labelNames, registers: [this.registry] });
    return (values) => {
      const known = labelNames.map((label) => [
        label,
        labels[label].includes(values[label]) ? values[label] : OTHER,
      ]);
      // The names are those of the labels; fromEntries loses that.
      counter.inc(Object.fromEntries(known) as Record<L, string>);
    };
  }

  /** How long things take; the answer takes one, s. @param buckets upper bounds, s */
  durations(name: string, help: string, buckets: readonly number[]): (seconds: number) => void {
    const histogram = new Histogram({ name, help, buckets: [...buckets], registers: [this.registry] });
    return (seconds) => histogram.observe(Math.max(0, seconds));
  }

  /** All figures in Prometheus' text format. */
  async text(): Promise<string> {
    // Process metrics are collected from the first scrape on; without a scraper they cost nothing.
    if (!this.hasProcess) collectDefaultMetrics({ register: this.registry });
    this.hasProcess = true;
    return this.registry.metrics();
  }

  /** Content type of the text. */
  get contentType(): string {
    return this.registry.contentType;
  }
}
