import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a box stands: left edge, top edge and size, px. */
interface Box {
  readonly title: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const BOX_HEIGHT = 84;
const boxes = {
  phone: {
    title: 'Telephone system',
    lines: ['Asterisk, MegaFon VATS,', 'ECSS-10, simulator'],
    x: 700,
    y: 130,
    width: 170,
  },
  driver: {
    title: 'Driver',
    lines: ['server/telephony/<name>', 'events ⇄ calls'],
    x: 490,
    y: 130,
    width: 170,
  },
  core: {
    title: 'Core',
    lines: ['AgentStates, CallService', 'server/calls, rpc'],
    x: 280,
    y: 130,
    width: 170,
  },
  widget: { title: 'Widget', lines: ['leading tab ⇄ other tabs', 'src/'], x: 20, y: 130, width: 170 },
  features: {
    title: 'Features',
    lines: ['crm, elma365, recordings, routing,', 'metrics, cluster'],
    x: 280,
    y: 270,
    width: 250,
  },
  far: {
    title: 'Beside it',
    lines: ['amoCRM’s API, ELMA365,', 'Redis, Prometheus'],
    x: 700,
    y: 270,
    width: 170,
  },
} satisfies Record<string, Box>;

/** Lines between boxes: what goes there, from one side to the other. */
const ways = [
  { kind: 'command', from: [190, 155], to: [280, 155], text: 'JSON-RPC' },
  { kind: 'event', from: [280, 190], to: [190, 190], text: 'status' },
  { kind: 'command', from: [450, 155], to: [490, 155], text: '' },
  { kind: 'event', from: [490, 190], to: [450, 190], text: '' },
  { kind: 'command', from: [660, 155], to: [700, 155], text: '' },
  { kind: 'event', from: [700, 190], to: [660, 190], text: '' },
  { kind: 'event', from: [365, 214], to: [365, 270], text: '' },
  { kind: 'event', from: [530, 312], to: [700, 312], text: 'records' },
] as const;

/** The boxes around: amoCRM's page and the backend. */
const frames = [
  { title: 'amoCRM’s page', x: 8, y: 92, width: 194, height: 140 },
  { title: 'Backend', x: 268, y: 92, width: 404, height: 274 },
];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const drawBox = ({ title, lines, x, y, width }: Box): string =>
  [
    `<rect class="box" x="${x}" y="${y}" width="${width}" height="${BOX_HEIGHT}" rx="8"/>`,
    `<text class="title" x="${x + width / 2}" y="${y + 28}">${escaped(title)}</text>`,
    ...lines.map((line, at) => `<text x="${x + width / 2}" y="${y + 50 + at * 18}">${escaped(line)}</text>`),
  ].join('\n');

const drawWay = ({ kind, from, to, text }: (typeof ways)[number]): string =>
  `<path class="${kind}" d="M${from.join(' ')}L${to.join(' ')}" marker-end="url(#${kind})"/>` +
  (text === ''
    ? ''
    : `\n<text class="small" x="${(from[0] + to[0]) / 2}" y="${from[1] + (kind === 'command' ? -6 : 16)}">${text}</text>`);

const drawFrame = ({ title, x, y, width, height }: (typeof frames)[number]): string =>
  `<rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}" rx="12"/>\n` +
  `<text class="title" x="${x + width / 2}" y="${y + 24}">${title}</text>`;

const marker = (kind: string): string =>
  `<marker id="${kind}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="4.5" markerHeight="4.5" orient="auto">` +
  `<path class="${kind} head" d="M0 0L8 4L0 8z"/></marker>`;

/** The picture of docs/ARCHITECTURE.md. It has a background of its own, so it is readable on light and dark pages. */
export function architecturePicture(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 890 330" role="img" font-family="sans-serif" font-size="13" text-anchor="middle">
<title>Widget, backend with driver, core and features, telephone system, and what lies beside</title>
<style>
.page{fill:#fff}.frame{fill:#f3f6fa;stroke:#9aa7b5}.box{fill:#fff;stroke:#5b6b7c}text{fill:#1d2b3a}
.title{font-weight:bold}.small{font-size:11px}.command,.event{fill:none;stroke-width:2}
.command{stroke:#2464d6}.event{stroke:#1b7f4b}.command.head{fill:#2464d6}.event.head{fill:#1b7f4b}
@media (prefers-color-scheme:dark){.page{fill:#14191f}.frame{fill:#1d242c;stroke:#66727f}.box{fill:#2a333d;stroke:#8fa0b2}
text{fill:#e6edf3}.command{stroke:#6ea8ff}.event{stroke:#5fd39a}.command.head{fill:#6ea8ff}.event.head{fill:#5fd39a}}
</style>
<defs>${marker('command')}${marker('event')}</defs>
<g transform="translate(0 -62)">
<rect class="page" y="62" width="890" height="330"/>
${[...frames.map(drawFrame), ...Object.values(boxes).map(drawBox), ...ways.map(drawWay)].join('\n')}
</g>
</svg>
`;
}

/** Writes it into the folder. */
export function writeArchitecturePicture(folder: string): void {
  writeFileSync(join(folder, 'architecture.svg'), architecturePicture());
}
