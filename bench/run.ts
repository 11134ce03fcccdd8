import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { asteriskLag } from './asteriskLag';
import { backendLoad } from './backendLoad';
import { clusterLoad } from './clusterLoad';
import { callMemory } from './callMemory';
import { indexMemory } from './indexMemory';
import { pollingMemory } from './pollingMemory';
import { ringingCards } from './ringingCards';
import type { Row } from './Row';
import { sizes } from './sizes';
import { storePages } from './storePages';
import { tabTimes } from './tabTimes';
import { trackerLatency } from './trackerLatency';
import { trackerLoad } from './trackerLoad';
import { widgetTimes } from './widgetTimes';
import { widgetStretches } from './widgetStretches';
import { widgetWeight } from './widgetWeight';

/** Measures everything and writes docs/BENCHMARKS.md. */
async function main(): Promise<void> {
  const sections: [string, Row[]][] = [
    ['Size', await sizes()],
    [
      'Widget in Chromium, in the sandbox',
      [...(await widgetTimes()), ...(await widgetWeight()), ...(await widgetStretches())],
    ],
    ['Popups and idle tabs in Chromium, in the sandbox', await tabTimes()],
    ['Backend', [...(await backendLoad()), ...(await pollingMemory())]],
    ['The store, SQLite', [...(await storePages()), ...(await indexMemory())]],
    ['Two backends with Redis', await clusterLoad()],
    ['A real Asterisk 22, its agents’ phones, clients by sipp', await asteriskLag()],
    ['A ring from the phone to the painted card', await ringingCards()],
    [
      'Asterisk’s events, recorded ones with ids and times of their own',
      [...(await trackerLoad()), ...(await trackerLatency())],
    ],
    ['10,000 calls in the simulator, fake clock', await callMemory()],
  ];
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const text = [
    '# Benchmarks',
    '',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}; everything on loopback, load and`,
    'server share the cores. Ratios carry over to other machines, times do not.',
    ...sections.flatMap(([title, rows]) => [
      '',
      `## ${title}`,
      '| what | value | against |',
      '|---|---|---|',
      ...rows.map(({ what, value, against }) => `| ${what} | ${value} | ${against} |`),
    ]),
    '',
  ].join('\n');
  writeFileSync(join(__dirname, '../docs/BENCHMARKS.md'), text);
  console.log(text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
