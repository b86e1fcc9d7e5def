// Plain CommonJS because the Nest CLI requires it as it is; `npm run build`, `npm start` and `npm run dev` use the same functions.
const { existsSync, readdirSync } = require('node:fs');
const { builtinModules } = require('node:module');
const { join } = require('node:path');
const { rspack } = require('@rspack/core');
const nodeExternals = require('webpack-node-externals');

const root = join(__dirname, '..', '..');
const dist = join(root, 'dist');

/**
 * Packages are bundled, because finding and loading some two thousand small files takes a service more than a second of processor
 * time, and six start at once. These stay outside:
 *   pg, ioredis, @opentelemetry   tracing patches them when they are required
 *   typeorm                       loads its driver by name at run time
 *   @node-rs, @resvg              native
 *   swagger-ui-dist               serves files from its own folder
 *   chromadb                      brings native parts along
 */
const REQUIRED_AT_RUN_TIME =
  /^(pg|pg-native|ioredis|@opentelemetry\/[^/]+|typeorm|@node-rs\/[^/]+|@resvg\/[^/]+|swagger-ui-dist|chromadb)(\/|$)/;

/** Every folder under `apps/` that has a `src/main.ts`, by name. */
function listApps() {
  const folder = join(root, 'apps');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((app) => existsSync(join(folder, app, 'src', 'main.ts')));
}

/** `apps/<app>/main`, and `apps/<app>/migrate` where the app has migrations to run: bundle below `dist` -> source. */
function entriesOf(app) {
  const source = join(root, 'apps', app, 'src');
  const entries = { [`apps/${app}/main`]: join(source, 'main.ts') };
  if (existsSync(join(source, 'migrate.ts'))) entries[`apps/${app}/migrate`] = join(source, 'migrate.ts');
  return entries;
}

/** Optional packages that are not installed (drivers, transports) fail when they are asked for, not when we build. */
function isMissingOption(request, context) {
  if (!context.includes('node_modules') || request.startsWith('.') || request.startsWith('node:')) return false;
  if (builtinModules.includes(request)) return false;
  try {
    require.resolve(request, { paths: [context] });
    return false;
  } catch (error) {
    return error.code === 'MODULE_NOT_FOUND';
  }
}

const serviceExternals = ({ request }, callback) =>
  REQUIRED_AT_RUN_TIME.test(request) ? callback(null, `commonjs ${request}`) : callback();

function nodeConfig(name, entry, externals) {
  return {
    name,
    context: root,
    mode: 'none',
    target: 'node20',
    devtool: 'nosources-source-map',
    entry,
    output: { path: dist, filename: '[name].js', library: { type: 'commonjs2' } },
    externals: [externals],
    externalsPresets: { node: true },
    resolve: {
      extensions: ['.ts', '.js', '.json'],
      tsConfig: join(root, 'tsconfig.json'),
      // Its builds keep a storage of decorators each, and only this one's can be imported.
      alias: { 'class-transformer$': require.resolve('class-transformer') },
    },
    module: {
      // One file a bundle: what is imported lazily must not become a chunk that a deployment could forget.
      parser: { javascript: { dynamicImportMode: 'eager' } },
      rules: [
        {
          test: /\.ts$/,
          exclude: /node_modules/,
          // A guild takes from a lib's index what it uses: the gateway's documented DTOs would cost it 5 MB.
          sideEffects: false,
          loader: 'builtin:swc-loader',
          options: {
            sourceMaps: true,
            jsc: {
              target: 'es2022',
              keepClassNames: true,
              parser: { syntax: 'typescript', decorators: true },
              transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
            },
          },
        },
        { test: /\.(sql|lua)$/, type: 'asset/source' },
      ],
    },
    plugins: [
      new rspack.IgnorePlugin({ checkResource: isMissingOption }),
      // ES modules ask where they are in order to require something: from where the bundle is now, not where it was built.
      new rspack.DefinePlugin({
        'import.meta.url': 'process.getBuiltinModule("node:url").pathToFileURL(__filename).href',
      }),
    ],
    // Joining modules into one scope renames classes of equal name; Nest and TypeORM go by class names.
    optimization: {
      minimize: false,
      concatenateModules: false,
      nodeEnv: false,
      sideEffects: true,
      providedExports: true,
      usedExports: true,
    },
    node: { __filename: false, __dirname: false },
    ignoreWarnings: [{ module: /node_modules/ }],
    performance: false,
    infrastructureLogging: { level: 'error' },
  };
}

/** The bundles of one app: `dist/apps/<app>/main.js`, and `migrate.js` where the app has migrations to run. */
function appConfig(app) {
  return nodeConfig(app, entriesOf(app), serviceExternals);
}

/** The bundles of all apps from one compiler, which then reads what they share only once. */
function fleetConfig() {
  return nodeConfig('fleet', Object.assign({}, ...listApps().map(entriesOf)), serviceExternals);
}

/** `dist/telemetry.js`, preloaded with `-r` before a service; all packages stay outside, to be the ones that are patched. Null without its source. */
function telemetryConfig() {
  const register = join(root, 'libs', 'platform', 'src', 'telemetry', 'register.ts');
  if (!existsSync(register)) return null;
  return nodeConfig('telemetry', { telemetry: register }, nodeExternals({ modulesDir: join(root, 'node_modules') }));
}

/** Everything there is to build, for one multi-compiler. */
function allConfigs() {
  const telemetry = telemetryConfig();
  return telemetry ? [fleetConfig(), telemetry] : [fleetConfig()];
}

module.exports = { appConfig, fleetConfig, telemetryConfig, allConfigs, listApps };
