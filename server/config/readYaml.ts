import {
  isCollection,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLParseError,
} from 'yaml';
import { unwritten, type Written } from './Written';
import { writtenAs } from './writtenAs';

/** What is said of the faults that people make. The parser's own words quote lines, and with them a value. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'a tab stands before the setting; indent with blanks'],
  ['BAD_INDENT', 'it is indented otherwise than the settings around it'],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    'a second colon, or a line below that is indented too far; put a value with a colon into quotation marks',
  ],
  ['BLOCK_IN_FLOW', 'a second colon; put a value with a colon into quotation marks'],
  ['MULTILINE_IMPLICIT_KEY', 'a colon with a blank behind it is missing between a setting and its value'],
  ['UNEXPECTED_TOKEN', 'a comma is missing before this, or a quotation mark stands within quotation marks'],
  ['BAD_SCALAR_START', 'a value can not begin with this character; put it into quotation marks'],
  ['BAD_ALIAS', 'a value can not begin with * or &; put it into quotation marks'],
  ['BAD_DQ_ESCAPE', "a backslash stands within double quotation marks; use single ones: '…'"],
  ['MULTIPLE_DOCS', '--- begins a second document, and one is read'],
]);

/** YAML as a value. */
export interface ReadYaml {
  readonly value: unknown;
  /** Where it can't be read and why, such as `line 4, column 1: …`. Never quotes a value, which may be a secret. */
  readonly faults: readonly string[];
  readonly written: Written;
}

/** Reads YAML. Never fails. */
export function readYaml(text: string): ReadYaml {
  // An editor has saved it as UTF-16, or in an old code page: what is no UTF-8 was read as U+FFFD.
  const broken = text.search(/[\0\uFFFD]/);
  if (broken >= 0) return failed(notUtf8(text, broken));
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) return failed(syntaxFault(document, error, lines));
  const faults = [...doubledKeys(document, lines), ...unknownAliases(document, lines)];
  if (faults.length > 0) return { value: null, faults, written: unwritten };
  const written = writtenAs(document, lines);
  try {
    return { value: document.toJS(), faults, written };
  } catch {
    return failed('too many values are repeated by * and &');
  }
}

function notUtf8(text: string, at: number): string {
  const line = text.slice(0, at).split('\n').length;
  return (
    `line ${line}: the file is not saved as UTF-8, so its letters can not be read; save it as UTF-8, or convert it: ` +
    'iconv -f CP1251 -t UTF-8 old.yaml > new.yaml'
  );
}

function failed(fault: string): ReadYaml {
  return { value: null, faults: [fault], written: unwritten };
}

/** The first one alone: those behind it mostly follow from it. */
function syntaxFault(
  document: Document,
  { code, message, pos }: Pick<YAMLParseError, 'code' | 'message' | 'pos'>,
  lines: LineCounter,
): string {
  const opened = openedBefore(document, pos[0]);
  const isUnclosed = code === 'MISSING_CHAR' || message.startsWith('Flow');
  if (isUnclosed && opened !== null)
    return `${place(lines, opened)}it is no YAML: a bracket or a quotation mark that is opened here is not closed`;
  const reason = message.startsWith('Sequence item')
    ? 'it is indented less than the entry above it, whose dash it stands behind'
    : isUnclosed
      ? 'a bracket or a quotation mark is not closed'
      : REASONS.get(code);
  return `${place(lines, pos[0])}it is no YAML: ${reason ?? code.toLowerCase().replaceAll('_', ' ')}`;
}

/** Where the last bracket or quotation mark before this place is opened: one that is not closed runs on to the end. */
function openedBefore(document: Document, end: number): number | null {
  let opened: number | null = null;
  visit(document, (_key, node) => {
    const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    const isBracket = isCollection(node) && node.flow === true;
    const [from, to] = ((isQuoted || isBracket) && node.range) || [end, end];
    if (from < end && to >= end - 1) opened = from;
  });
  return opened;
}

function doubledKeys(document: Document, lines: LineCounter): readonly string[] {
  const faults: string[] = [];
  visit(document, {
    Map(_key, map) {
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue;
        const [at] = key.range;
        // 101 and '101' are one setting.
        const name = key.source ?? String(key.value);
        const before = first.get(name);
        if (before === undefined) first.set(name, at);
        else
          faults.push(
            `${place(lines, at)}${name.slice(0, 60)} stands here a second time, the first is on line ` +
              `${lines.linePos(before).line}: keep one of them`,
          );
      }
    },
  });
  return faults;
}

/** `*101` means a value that is named elsewhere, which it is not. */
function unknownAliases(document: Document, lines: LineCounter): readonly string[] {
  const faults: string[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) === undefined)
        faults.push(`${place(lines, alias.range?.[0] ?? 0)}it is no YAML: ${REASONS.get('BAD_ALIAS') ?? ''}`);
    },
  });
  return faults;
}

function place(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `line ${line}, column ${col}: `;
}
