const path = require('node:path');
const TerserPlugin = require('terser-webpack-plugin');
const { DefinePlugin } = require('webpack');
const { SmallScriptLoading } = require('./scripts/SmallScriptLoading.js');
const { shortPrivateNames } = require('./scripts/shortPrivateNames.js');
const { version } = require('./package.json');

/** Build constants. The first three keep the seed's names, `NOTIFICATON_DELAY` included. */
const constants = {
  /** Name of the settings field in manifest.json. */
  SETTINGS_FIELD: 'jsonSettings',
  /** Least time between two outage notices, s. */
  NOTIFICATON_DELAY: 300,
  /** Length of the shortest internal number, digits. */
  MIN_LENGTH_INTERNAL_NUMBER: 3,
};

const small = {
  ecma: 2020,
  compress: { passes: 3, unsafe_arrows: true, keep_fargs: false, pure_getters: true, sequences: false },
};
/** Names, lines and comments stay; unused parts of a library are left out. */
const readable = {
  ecma: 2020,
  mangle: false,
  compress: { defaults: false, unused: true, dead_code: true },
  format: { beautify: true, comments: 'all' },
};

/**
 * @param {{kind?: 'prod' | 'dev' | 'market'}} env prod: small; dev: source maps and debug log; market: readable,
 *   as the moderation of amoCRM's market demands
 */
module.exports = ({ kind = 'prod' } = {}) => ({
  mode: kind === 'dev' ? 'development' : 'production',
  target: ['web', 'es2022'],
  context: __dirname,
  entry: './src/script.ts',
  output: {
    path: path.join(__dirname, 'build', `widget-${kind}`),
    filename: 'script.js',
    // The version keeps a browser from taking an older file out of its cache.
    chunkFilename: `[name].js?v=${version}`,
    // A file that hangs counts as failed, and is asked for again.
    chunkLoadTimeout: 30_000,
    chunkLoadingGlobal: 'asteriskngViews',
    publicPath: '',
    library: { type: 'amd', export: 'default' },
  },
  externals: { jquery: 'jquery' },
  resolve: { extensions: ['.ts', '.js'] },
  experiments: { layers: true },
  module: {
    rules: [
      // Where size counts the page's backend has copies of its own of all that it shares with the widget: else
      // script.js would carry what ecss10.js alone needs. Whatever it imports is in its layer.
      ...(kind === 'prod'
        ? [{ test: path.join(__dirname, 'server/inBrowser/createPageTransport.ts'), layer: 'page' }]
        : []),
      // Types are checked by `npm run types`, once for all folders.
      {
        test: /\.ts$/,
        loader: 'ts-loader',
        options: {
          transpileOnly: true,
          configFile: 'src/tsconfig.json',
          compilerOptions: { noEmit: false, useDefineForClassFields: false },
          ...(kind === 'prod' && { getCustomTransformers: () => ({ after: [shortPrivateNames] }) }),
        },
      },
      ...(kind === 'prod'
        ? [
            {
              test: path.join(__dirname, 'node_modules/valibot/dist/index.mjs'),
              use: [path.join(__dirname, 'scripts/leanValibotLoader.js')],
            },
          ]
        : []),
      {
        test: /\.(twig|css)$/,
        type: 'asset/source',
        use: kind === 'prod' ? [path.join(__dirname, 'scripts/squeezeLoader.js')] : [],
      },
    ],
  },
  plugins: [
    ...(kind === 'prod' ? [new SmallScriptLoading()] : []),
    new DefinePlugin(
      Object.fromEntries(
        Object.entries({ ...constants, WIDGET_VERSION: version, DEBUG: kind === 'dev' }).map(
          ([name, value]) => [name, JSON.stringify(value)],
        ),
      ),
    ),
  ],
  // amoCRM serves script.js from an address of its own choice, so a map beside it would not be found.
  devtool: kind === 'dev' ? 'inline-source-map' : false,
  optimization: {
    // Each file that script.js loads is whole.
    splitChunks: false,
    // Short names between the files: they are built together, and the version in their address keeps them together.
    ...(kind === 'prod' ? { moduleIds: 'size', chunkIds: 'total-size', mangleExports: 'size' } : {}),
    minimize: kind !== 'dev',
    minimizer: [
      new TerserPlugin({
        extractComments: false,
        terserOptions: kind === 'prod' ? small : readable,
      }),
    ],
  },
  performance: { hints: false },
});

module.exports.constants = constants;
