import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Labels of a counter, each with all values that it may have. */
export type Labels<L extends string> = Readonly<Record<L, readonly string[]>>;

/** Label value that stands for all values not listed in `Labels`; it bounds the number of time series. */
const OTHER = 'other';

/** The metrics of this backend, for Prometheus: counted as things happen, or read at each scrape. */
export class Metrics {
  private readonly registry = new Registry();
  private hasProcessMetrics = false;

  /** Registers a gauge whose value is read at each scrape. */
  addGauge(name: string, help: string, read: () => number): void {
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

  /** Registers a gauge with one label. `read` is called at each scrape: label value -> value. */
  addLabelledGauge(name: string, help: string, label: string, read: () => ReadonlyMap<string, number>): void {
    this.registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [],
        collect() {
          this.reset();
          for (const [labelValue, value] of read()) this.set({ [label]: labelValue }, value);
        },
      }),
    );
  }

  /** Registers a counter with one label. `read` is called at each scrape: label value -> total. @param name ends in `_total` */
  addLabelledCounter(
    name: string,
    help: string,
    label: string,
    read: () => ReadonlyMap<string, number>,
  ): void {
    this.registry.registerMetric(
      new Counter({
        name,
        help,
        labelNames: [label],
        registers: [],
        collect() {
          this.reset();
          for (const [labelValue, total] of read()) this.inc({ [label]: labelValue }, total);
        },
      }),
    );
  }

  /** Registers a counter. The returned function adds one for these label values. @param name ends in `_total` */
  addCounter<L extends string>(
    name: string,
    help: string,
    labels: Labels<L>,
  ): (values: Readonly<Record<L, string>>) => void {
    const labelNames = Object.keys(labels).filter((label): label is L => label in labels);
    const counter = new Counter({ name, help, labelNames, registers: [this.registry] });
    return (values) => {
      const bounded = labelNames.map((label) => [
        label,
        labels[label].includes(values[label]) ? values[label] : OTHER,
      ]);
      // Each label of L has its entry; the type of Object.fromEntries does not say so.
      counter.inc(Object.fromEntries(bounded) as Record<L, string>);
    };
  }

  /** Registers a histogram of durations. The returned function adds one, s; negative ones count as 0. @param buckets upper bounds, s */
  addHistogram(name: string, help: string, buckets: readonly number[]): (seconds: number) => void {
    const histogram = new Histogram({ name, help, buckets: [...buckets], registers: [this.registry] });
    return (seconds) => histogram.observe(Math.max(0, seconds));
  }

  /** All metrics in Prometheus' text format. */
  async text(): Promise<string> {
    // Process metrics are collected from the first scrape on; without a scraper they cost nothing.
    if (!this.hasProcessMetrics) collectDefaultMetrics({ register: this.registry });
    this.hasProcessMetrics = true;
    return this.registry.metrics();
  }

  /** Content type of `text()`. */
  get contentType(): string {
    return this.registry.contentType;
  }
}
