/**
 * Turns TypeScript into JavaScript for jest one file at a time, without looking at types: `npm run types` does that.
 * The few packages that are ES modules alone become CommonJS on the same way.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { extname } = require('node:path');
const esbuild = require('esbuild');

const own = readFileSync(__filename);

module.exports = {
  process: (text, path) =>
    esbuild.transformSync(text, {
      loader: extname(path).slice(1),
      format: 'cjs',
      target: 'es2022',
      // Jest loads modules itself, by `require`.
      supported: { 'dynamic-import': false },
      sourcefile: path,
      sourcemap: 'inline',
    }),
  getCacheKey: (text, path, { configString, instrument }) =>
    createHash('sha1')
      .update(JSON.stringify([text, path, configString, instrument, esbuild.version]))
      .update(own)
      .digest('hex'),
};
