import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';

/** A source with what it declares and imports. */
interface Source {
  readonly path: string;
  /** Its text without imports and without the word `export`. */
  readonly text: string;
  readonly names: readonly string[];
  /** Files that have to stand before it. */
  readonly imports: readonly string[];
}

/**
 * One TypeScript text of a file and all that it imports, with neither imports nor exports: what is imported stands
 * first. It stays TypeScript, since the platform compiles what is pasted. Fails when two files declare one name, or
 * on a form of import that would have to be renamed.
 */
export function bundle(entry: string): string {
  const sources = new Map<string, Source>();
  const ordered: Source[] = [];
  const visit = (path: string): void => {
    if (sources.has(path)) return;
    const source = readSource(path);
    sources.set(path, source);
    source.imports.forEach(visit);
    ordered.push(source);
  };
  visit(resolve(entry));
  checkNames(ordered);
  const root = dirname(dirname(resolve(entry)));
  return ordered
    .map(({ path, text }) => `// ---- ${relative(root, path).replaceAll('\\', '/')} ----\n\n${text.trim()}\n`)
    .join('\n');
}

function readSource(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const cuts: [from: number, to: number][] = [];
  const names: string[] = [];
  const imports: string[] = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      imports.push(importedFile(path, statement));
      cuts.push([statement.getStart(), statement.getEnd() + 1]);
      continue;
    }
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement))
      throw new Error(`${path}: only declarations can be exported`);
    names.push(...declaredNames(statement));
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const exported = modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (exported !== undefined) cuts.push([exported.getStart(), exported.getEnd() + 1]);
  }
  return { path, text: without(text, cuts), names, imports };
}

function importedFile(path: string, statement: ts.ImportDeclaration): string {
  const { moduleSpecifier, importClause } = statement;
  const bindings = importClause?.namedBindings;
  const isPlain =
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    importClause?.name === undefined &&
    bindings.elements.every(({ propertyName }) => propertyName === undefined);
  if (!isPlain || !ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('.'))
    throw new Error(`${path}: only names of our own files can be imported, as they are`);
  return resolve(dirname(path), `${moduleSpecifier.text}.ts`);
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
    return statement.name === undefined ? [] : [statement.name.text];
  throw new Error(`a module for ELMA365 can not have this at its top: ${statement.getText().slice(0, 60)}`);
}

function checkNames(sources: readonly Source[]): void {
  const owners = new Map<string, string>();
  for (const { path, names } of sources) {
    // Overloads may declare one name several times in one file.
    for (const name of new Set(names)) {
      const owner = owners.get(name);
      if (owner !== undefined) throw new Error(`${name} stands in ${owner} and in ${path}`);
      owners.set(name, path);
    }
  }
}

function without(text: string, cuts: readonly (readonly [number, number])[]): string {
  let at = 0;
  const kept = cuts.map(([from, to]) => {
    const piece = text.slice(at, from);
    at = to;
    return piece;
  });
  return [...kept, text.slice(at)].join('');
}
