/** Controls, and separators of lines and paragraphs: none is part of a name. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * What is not seen: marks of direction, which turn the text that follows them around, also outside of the name, and all else that
 * Unicode lets a font leave out, with marks of annotation and halves of characters. Joiners and variants of a sign are kept
 * behind a letter or a picture, where scripts and emoji need them.
 */
const UNSEEN =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}])(?:\u200c|\u200d|\ufe0e|\ufe0f)|(?!\u200c|\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb\p{Cs}]/gu;

/**
 * A text from outside as it looks: controls become a blank, what is not seen goes. A name could otherwise rearrange the line
 * that it is shown in, so that one client looks like another, or show nothing in place of the number.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, '').replace(CONTROLS, ' ');
}
