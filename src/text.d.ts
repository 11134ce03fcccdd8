/** Templates and style sheets are imported as their text. */
declare module '*.twig' {
  const text: string;
  export = text;
}
declare module '*.css' {
  const text: string;
  export = text;
}
