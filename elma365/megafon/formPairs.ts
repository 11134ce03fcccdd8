/** Names and values of a form, as `URLSearchParams` of a browser would give them: the platform has none. */
export function formPairs(form: string): [name: string, value: string][] {
  return form.split('&').map((pair): [string, string] => {
    const end = pair.indexOf('=');
    // A value may hold `=` itself, as links do.
    return end < 0
      ? [unescapeForm(pair), '']
      : [unescapeForm(pair.slice(0, end)), unescapeForm(pair.slice(end + 1))];
  });
}

/** A broken escape must not cost the whole call: that text stays as it came. */
function unescapeForm(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
