import { join } from 'node:path';
import webpack, { type Configuration } from 'webpack';

const root = join(__dirname, '../..');

/** Packages with a compiled part, which can't go into one file: they lie beside it. */
export const NATIVE: readonly string[] = ['classic-level'];

/** Packages that others use when they are there, and that we don't have. */
const ABSENT = ['@node-rs/xxhash', 'bufferutil', 'pg-native', 'utf-8-validate'];

const configuration: Configuration = {
  mode: 'production',
  target: 'node22',
  context: root,
  entry: './server/main.ts',
  externals: Object.fromEntries([...NATIVE, ...ABSENT].map((name) => [name, `commonjs ${name}`])),
  resolve: { extensions: ['.ts', '.js', '.json'] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: 'ts-loader',
        // Types are checked by `npm run types`.
        options: {
          transpileOnly: true,
          configFile: join(root, 'server/tsconfig.json'),
          compilerOptions: { noEmit: false },
        },
      },
    ],
  },
  // Names and lines stay, for stack traces.
  optimization: { minimize: false, moduleIds: 'named' },
  performance: { hints: false },
  // The version is read by its name from package.json; all else there stays out of the file.
  ignoreWarnings: [/only default export is available soon/],
};

/** Puts the backend into one file, server.js in the folder. Answers the packages that are in it. */
export function bundleServer(folder: string): Promise<readonly string[]> {
  const compiler = webpack({ ...configuration, output: { path: folder, filename: 'server.js' } });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error) reject(error);
      else if (stats === undefined || stats.hasErrors() || stats.hasWarnings())
        reject(new Error(stats?.toString({ all: false, errors: true, warnings: true })));
      else
        resolve(packagesIn(stats.toJson({ all: false, modules: true, nestedModules: true }).modules ?? []));
    });
  });
}

interface BundledModule {
  readonly nameForCondition?: string | null;
  readonly modules?: readonly BundledModule[];
}

/** Names of the packages that these modules are of, each once. */
function packagesIn(modules: readonly BundledModule[]): readonly string[] {
  const names = modules.flatMap(({ nameForCondition, modules: inner = [] }) => [
    ...(/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(nameForCondition ?? '')?.slice(1) ?? []),
    ...packagesIn(inner),
  ]);
  return [...new Set(names)].sort();
}
