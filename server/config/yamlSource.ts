import { isAlias, isMap, isScalar, isSeq, visit, type Document, type LineCounter, type Node } from 'yaml';
import type { Step, SettingsSource } from './SettingsSource';

/**
 * Finds out where the settings of a YAML document are and which numbers YAML reads differently from how they are written.
 * Changes keys of the document that look like numbers into the written text, so that `0101:` is the key `0101`, not 101.
 */
export function yamlSource(document: Document, lines: LineCounter): SettingsSource {
  const misread: { path: Step[]; text: string }[] = [];
  visit(document, {
    Pair(_key, { key }) {
      if (isScalar(key) && isMisread(key.value, key.source)) key.value = key.source;
    },
  });
  walk(document, document.contents, [], (path, node) => {
    if (isScalar(node) && isMisread(node.value, node.source))
      misread.push({ path: [...path], text: node.source });
  });
  return { line: (path) => lineOf(document, lines, path), misread, variable: () => null };
}

/** Is it a number that YAML prints differently from the written text, such as `0102` or `1e3`? */
function isMisread(value: unknown, source: string | undefined): source is string {
  return typeof value === 'number' && source !== undefined && String(value) !== source;
}

/** Calls `visitNode` for each node of the document. Aliases are not followed: their value is visited at its anchor. */
function walk(
  document: Document,
  node: unknown,
  path: readonly Step[],
  visitNode: (path: readonly Step[], node: unknown) => void,
): void {
  visitNode(path, node);
  if (isMap(node))
    for (const { key, value } of node.items) walk(document, value, [...path, keyText(key)], visitNode);
  if (isSeq(node)) node.items.forEach((item, index) => walk(document, item, [...path, index], visitNode));
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Line, from 1, of the deepest node on the path that exists; null when not even the first one does. */
function lineOf(document: Document, lines: LineCounter, path: readonly Step[]): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const step of path) {
    const parent: unknown = isAlias(node) ? node.resolve(document) : node;
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => keyText(key) === String(step));
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(parent) && typeof step === 'number') {
      node = parent.items[step];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset === null ? null : lines.linePos(offset).line;
}
