/** Takes line breaks and indents out of templates and style sheets; what stands inside a line is left as it is. */
module.exports = function squeeze(text) {
  const isStyle = this.resourcePath.endsWith('.css');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(isStyle ? '' : '\n')
    .replace(isStyle ? /\s*([{};,])\s*|([a-z-]+:)\s+/g : /\n(?=<|\{%)/g, isStyle ? '$1$2' : '');
};
