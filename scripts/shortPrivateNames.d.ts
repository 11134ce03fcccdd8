import type ts from 'typescript';

/** A transformer for TypeScript's output: gives private members of classes names of one letter. */
export function shortPrivateNames(context: ts.TransformationContext): ts.Transformer<ts.SourceFile>;
