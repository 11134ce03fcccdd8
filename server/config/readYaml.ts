import {
  isCollection,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLParseError,
} from 'yaml';
import { sameInAll, type Message } from '../system/Message';
import { placeMessages } from './messages';
import { noSource, type SettingsSource } from './SettingsSource';
import { yamlSource } from './yamlSource';
import { yamlMessages } from './yamlMessages';

/** Explanations of the parser's error codes. */
const REASONS: ReadonlyMap<string, Message> = new Map([
  ['TAB_AS_INDENT', yamlMessages.tab],
  ['BAD_INDENT', yamlMessages.indent],
  ['BLOCK_AS_IMPLICIT_KEY', yamlMessages.secondColonOrIndent],
  ['BLOCK_IN_FLOW', yamlMessages.secondColon],
  ['MULTILINE_IMPLICIT_KEY', yamlMessages.noColon],
  ['UNEXPECTED_TOKEN', yamlMessages.comma],
  ['BAD_SCALAR_START', yamlMessages.firstCharacter],
  ['BAD_ALIAS', yamlMessages.alias],
  ['BAD_DQ_ESCAPE', yamlMessages.backslash],
  ['MULTIPLE_DOCS', yamlMessages.secondDocument],
]);

/** Result of `readYaml`. */
export interface ReadYaml {
  /** The document as JavaScript data; null when there are faults. */
  readonly value: unknown;
  /** Places and reasons of syntax errors, such as `line 4, column 1: …`. Never quotes a value, which may be a secret. */
  readonly faults: readonly Message[];
  /** Where the settings are in the text. */
  readonly source: SettingsSource;
}

/** Parses a YAML document. Never throws. */
export function readYaml(text: string): ReadYaml {
  // Saved as UTF-16 (NUL bytes) or in a code page such as CP1251, whose bytes are decoded as U+FFFD.
  const broken = text.search(/[\0\uFFFD]/);
  if (broken >= 0) return failed(notUtf8(text, broken));
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) return failed(syntaxFault(document, error, lines));
  const faults = [...doubledKeys(document, lines), ...unknownAliases(document, lines)];
  if (faults.length > 0) return { value: null, faults, source: noSource };
  const source = yamlSource(document, lines);
  try {
    return { value: document.toJS(), faults, source };
  } catch {
    return failed(yamlMessages.manyAliases);
  }
}

function notUtf8(text: string, at: number): Message {
  return yamlMessages.notUtf8(text.slice(0, at).split('\n').length);
}

function failed(fault: Message): ReadYaml {
  return { value: null, faults: [fault], source: noSource };
}

/** Explains the first syntax error; later ones mostly follow from it. */
function syntaxFault(
  document: Document,
  { code, message, pos }: Pick<YAMLParseError, 'code' | 'message' | 'pos'>,
  lines: LineCounter,
): Message {
  const opened = openedBefore(document, pos[0]);
  const isUnclosed = code === 'MISSING_CHAR' || message.startsWith('Flow');
  if (isUnclosed && opened !== null) return at(lines, opened, yamlMessages.noYaml(yamlMessages.openedHere));
  const reason = message.startsWith('Sequence item')
    ? yamlMessages.entryIndent
    : isUnclosed
      ? yamlMessages.notClosed
      : (REASONS.get(code) ?? sameInAll(code.toLowerCase().replaceAll('_', ' ')));
  return at(lines, pos[0], yamlMessages.noYaml(reason));
}

/** Offset of the last bracket or quotation mark before `end` whose node reaches to `end`, so that it is not closed; null: none. */
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

/** Faults of keys that occur twice in the same mapping. */
function doubledKeys(document: Document, lines: LineCounter): readonly Message[] {
  const faults: Message[] = [];
  visit(document, {
    Map(_key, map) {
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue;
        const [begin] = key.range;
        // 101 and '101' are the same key.
        const name = key.source ?? String(key.value);
        const before = first.get(name);
        if (before === undefined) first.set(name, begin);
        else
          faults.push(at(lines, begin, yamlMessages.double(name.slice(0, 60), lines.linePos(before).line)));
      }
    },
  });
  return faults;
}

/** Faults of aliases without an anchor: an unquoted `*101` is an alias in YAML. */
function unknownAliases(document: Document, lines: LineCounter): readonly Message[] {
  const faults: Message[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) === undefined)
        faults.push(at(lines, alias.range?.[0] ?? 0, yamlMessages.noYaml(yamlMessages.alias)));
    },
  });
  return faults;
}

/** Puts line and column of the offset in front of a message. */
function at(lines: LineCounter, offset: number, why: Message): Message {
  const { line, col } = lines.linePos(offset);
  return placeMessages.lineAndColumn(line, col, why);
}
