/** The desk's one line of text: what to look at, or why something could not be done. */
export interface LookLine {
  readonly node: JQuery;
  say(text: string): void;
  fail(text: string): void;
}

/** The line, with this text to begin with. A screen reader speaks each new text. */
export function createLookLine(hint: string): LookLine {
  const node = window.$('<p class="desk-look" role="status" data-desk="look"></p>').text(hint);
  return {
    node,
    say: (text) => {
      node.removeClass('desk-error').text(text);
    },
    fail: (text) => {
      node.addClass('desk-error').text(text);
    },
  };
}
