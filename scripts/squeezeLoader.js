/** Takes line breaks, indents and needless spaces out of templates and style sheets, and comments out of the latter. */
module.exports = function squeeze(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (!this.resourcePath.endsWith('.css')) return lines.join('\n').replace(/\n(?=<|\{%)/g, '');
  return lines
    .join('')
    .replace(/\/\*.*?\*\//g, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/([{;][a-z-]+:)\s+/g, '$1')
    .replace(/;\}/g, '}');
};
