import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A guide of docs/, taken apart: what a person would copy out of it. */
export class Guide {
  private readonly text: string;

  /** @param name such as `MEGAFON.md` */
  constructor(name: string) {
    this.text = readFileSync(join(__dirname, '../../../docs', name), 'utf8');
  }

  /** The only block of this language that holds the words, as it stands there but for the list's indent. */
  block(language: string, words: string): string {
    const blocks = [...this.text.matchAll(/^( *)```(\w+)\n(.*?)^ *```$/gms)]
      .filter(([, , written, text]) => written === language && text?.includes(words))
      .map(([, indent = '', , text = '']) => text.replace(new RegExp(`^${indent}`, 'gm'), ''));
    const [block, another] = blocks;
    if (block === undefined || another !== undefined)
      throw new Error(`${blocks.length} blocks of ${language} hold "${words}"`);
    return block;
  }

  /** Cells of a table's rows, the head left out. @param number which of the tables with this head, from 0 */
  table(head: readonly string[], number = 0): readonly (readonly string[])[] {
    const tables = this.text
      .split(/\n(?!\|)/)
      .map((part) => part.split('\n').filter((line) => line.startsWith('|')))
      .map((lines) => lines.map(cellsOf))
      .filter(([first = []]) => first.join('|') === head.join('|'));
    const rows = tables[number];
    if (rows === undefined) throw new Error(`no table ${number} has the head ${head.join(', ')}`);
    // The second line is the ruler.
    return rows.slice(2);
  }

  /** What stands after the words, up to the next blank or comma; in backticks it is what they hold. */
  after(words: string): string {
    // A sentence may go on in the next line.
    const text = this.text.replace(/\s+/g, ' ');
    const start = text.indexOf(words);
    const found = start < 0 ? null : /^(?:`([^`]+)`|([^\s,]+))/.exec(text.slice(start + words.length));
    const said = found?.[1] ?? found?.[2];
    if (said === undefined) throw new Error(`nothing stands after "${words}"`);
    return said;
  }
}

/** What stands in the backticks of a cell. */
export function quotedIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted);
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
