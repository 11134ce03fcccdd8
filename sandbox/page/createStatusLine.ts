/** The desk's line of text: what to look at after a command, or why it failed. */
export interface StatusLine {
  readonly node: JQuery;
  show(text: string): void;
  showError(text: string): void;
}

/** Creates the line. Screen readers announce each new text. @param hint its first text */
export function createStatusLine(hint: string): StatusLine {
  const node = window.$('<p class="desk-look" role="status" data-desk="look"></p>').text(hint);
  return {
    node,
    show: (text) => {
      node.removeClass('desk-error').text(text);
    },
    showError: (text) => {
      node.addClass('desk-error').text(text);
    },
  };
}
