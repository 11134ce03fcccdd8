/** Controls, and separators of lines and paragraphs: none is part of a name. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Marks of direction, which turn the text that follows them around, also outside of the name. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text from outside as it looks: controls become a blank, marks of direction go. A name could otherwise rearrange the line
 * that it is shown in, so that one client looks like another.
 */
export function visibleText(text: string): string {
  return text.replace(DIRECTIONS, '').replace(CONTROLS, ' ');
}
