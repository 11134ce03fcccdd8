import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A guide of docs/: gives tests the code blocks, tables and values that a reader would copy. */
export class Guide {
  private readonly text: string;

  /** @param name such as `MEGAFON.md` */
  constructor(name: string) {
    this.text = readFileSync(join(__dirname, '../../../docs', name), 'utf8');
  }

  /** The only code block of this language that contains the words, without the indent of its list. */
  block(language: string, words: string): string {
    const blocks = [...this.text.matchAll(/^( *)```(\w+)\n(.*?)^ *```$/gms)]
      .filter(([, , written, text]) => written === language && text?.includes(words))
      .map(([, indent = '', , text = '']) => text.replace(new RegExp(`^${indent}`, 'gm'), ''));
    const [block, another] = blocks;
    if (block === undefined || another !== undefined)
      throw new Error(`${blocks.length} blocks of ${language} hold "${words}"`);
    return block;
  }

  /** Cells of a table's rows, without the head. @param number which of the tables with this head, from 0 */
  table(head: readonly string[], number = 0): readonly (readonly string[])[] {
    const tables = this.text
      .split(/\n(?!\|)/)
      .map((part) => part.split('\n').filter((line) => line.startsWith('|')))
      .map((lines) => lines.map(cellsOf))
      .filter(([first = []]) => first.join('|') === head.join('|'));
    const rows = tables[number];
    if (rows === undefined) throw new Error(`no table ${number} has the head ${head.join(', ')}`);
    // The second line is the delimiter row.
    return rows.slice(2);
  }

  /** The value behind the words, up to the next blank or comma, or the content of backticks. */
  after(words: string): string {
    // A sentence may continue on the next line.
    const text = this.text.replace(/\s+/g, ' ');
    const start = text.indexOf(words);
    const found = start < 0 ? null : /^(?:`([^`]+)`|([^\s,]+))/.exec(text.slice(start + words.length));
    const said = found?.[1] ?? found?.[2];
    if (said === undefined) throw new Error(`nothing stands after "${words}"`);
    return said;
  }
}

/** The contents of backticks in a cell. */
export function quotedIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted);
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
