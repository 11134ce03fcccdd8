const ts = require('typescript');

/**
 * A transformer for TypeScript's output: private members of classes get names of one letter, since no other code may name
 * them, which a minifier can't know. A member that its class reaches otherwise than by `this` keeps its name, and so
 * do accessors, static members, and those of a class that extends another, whose letters could be the same.
 */
function shortPrivateNames(context) {
  const { factory } = context;

  /** @param names of the members of the class around the node, with their letters */
  const within = (names) => (node) => {
    if (ts.isClassLike(node))
      return ts.visitEachChild(node, within(lettersOf(ts.getOriginalNode(node))), context);
    const visited = ts.visitEachChild(node, within(names), context);
    const letterOf = (name) => factory.createIdentifier(names.get(name.text));
    if (isOfThis(node) && names.has(node.name.text))
      return factory.updatePropertyAccessExpression(visited, visited.expression, letterOf(node.name));
    if (ts.isMethodDeclaration(node) && !isInObject(node) && names.has(node.name.text)) {
      const { modifiers, asteriskToken, parameters, body } = visited;
      const name = letterOf(node.name);
      return factory.createMethodDeclaration(
        modifiers,
        asteriskToken,
        name,
        undefined,
        undefined,
        parameters,
        undefined,
        body,
      );
    }
    if (!isTakenFromThis(node)) return visited;
    // `{ calls } = this` becomes `{ a: calls } = this`.
    const elements = visited.name.elements.map((one) => {
      const key = one.propertyName ?? one.name;
      return names.has(key.text)
        ? factory.updateBindingElement(one, undefined, letterOf(key), one.name, one.initializer)
        : one;
    });
    const pattern = factory.updateObjectBindingPattern(visited.name, elements);
    return factory.updateVariableDeclaration(visited, pattern, undefined, undefined, visited.initializer);
  };
  return (file) => ts.visitEachChild(file, within(new Map()), context);
}

const isOfThis = (node) =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;

const isTakenFromThis = (node) =>
  ts.isVariableDeclaration(node) &&
  ts.isObjectBindingPattern(node.name) &&
  node.initializer?.kind === ts.SyntaxKind.ThisKeyword;

const isInObject = (node) => ts.isObjectLiteralExpression(ts.getOriginalNode(node).parent);

/** Private members of a class, as it was written -> their letters. */
function lettersOf(written) {
  if (written.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)) return new Map();
  const members = written.members.flatMap((member) =>
    ts.isConstructorDeclaration(member) ? [...member.parameters] : [member],
  );
  const has = (member, ...kinds) => member.modifiers?.some(({ kind }) => kinds.includes(kind)) === true;
  const isShort = (member) =>
    has(member, ts.SyntaxKind.PrivateKeyword) &&
    !has(member, ts.SyntaxKind.StaticKeyword) &&
    !ts.isAccessor(member);
  const reached = new Set(members.filter((member) => !isShort(member)).map(({ name }) => name?.text));
  const look = (node) => {
    if (ts.isPropertyAccessExpression(node) && !isOfThis(node)) reached.add(node.name.text);
    ts.forEachChild(node, look);
  };
  look(written);
  const names = [...new Set(members.filter(isShort).map(({ name }) => name.text))];
  const letters = [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => !reached.has(letter));
  return new Map(
    names
      .filter((name) => !reached.has(name))
      .flatMap((name, at) => (letters[at] ? [[name, letters[at]]] : [])),
  );
}

module.exports = { shortPrivateNames };
