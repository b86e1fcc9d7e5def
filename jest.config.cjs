const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { compilerOptions } = require('./tsconfig.json');

/**
 * Packages that ship ES modules only. Jest on Node 20 cannot require() those, so they are transformed like our own
 * code; the list comes from what npm installed, because a hand-kept one breaks with every upgrade.
 */
function esModulePackages() {
  const { packages } = JSON.parse(readFileSync(join(__dirname, 'node_modules/.package-lock.json'), 'utf8'));
  return Object.keys(packages).filter((path) => {
    const manifest = join(__dirname, path, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  });
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const esm = esModulePackages().map((path) => escape(path.replace(/^node_modules\//, '')));

const swc = {
  sourceMaps: true,
  // Every test file evaluates its imports anew: a package is loaded where a test comes to it, not where it is named.
  module: { type: 'commonjs', lazy: true },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    // Helpers inside every file would count as its own uncovered branches.
    externalHelpers: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  roots: ['apps', 'bench', 'libs', 'tools'].map((folder) => `<rootDir>/${folder}`),
  setupFiles: ['reflect-metadata'],
  transform: {
    '\\.ts$': ['@swc/jest', swc],
    '\\.m?js$': ['@swc/jest', { ...swc, jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esm.join('|')})/)`],
  moduleNameMapper: Object.fromEntries(
    Object.entries(compilerOptions.paths).map(([name, [path]]) => [`^${name}$`, `<rootDir>/${path.slice(2)}`]),
  ),
};

const withServers = {
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.ts',
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/*.spec.ts'] },
    { ...shared, ...withServers, displayName: 'int', testMatch: ['**/*.int-spec.ts'] },
    { ...shared, ...withServers, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'] },
    // By its own name only: the one needs a program that not every machine can have, the others many minutes.
    ...['pooler', 'money', 'fuzz', 'backup'].flatMap((name) =>
      process.argv.includes(name)
        ? [{ ...shared, ...withServers, displayName: name, testMatch: [`**/*.${name}-spec.ts`] }]
        : [],
    ),
  ],
  // Istanbul's counters: V8's own would be worked out anew, for every module loaded, after each of a hundred test files.
  coverageProvider: 'babel',
  // One more than there are processors where it counts: tests wait for servers a third of their time. (150 % would be 150 workers.)
  maxWorkers: 3,
  // A worker keeps something of every file it has run: beyond this it collects garbage more than it tests, and is replaced.
  workerIdleMemoryLimit: '1GB',
  // What hangs ends here; what is slow on a busy machine does not.
  testTimeout: 120_000,
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcov', 'json-summary'],
  collectCoverageFrom: [
    'apps/*/src/**/*.ts',
    'libs/*/src/**/*.ts',
    'tools/**/*.ts',
    '!**/*.{spec,int-spec,e2e-spec,pooler-spec,money-spec,fuzz-spec,backup-spec}.ts',
    '!**/index.ts',
    '!**/{test,__corpus__}/**',
  ],
  coverageThreshold: {
    global: { statements: 80, branches: 80, functions: 80, lines: 80 },
    // Much of what tools do is shown in processes of their own, whose branches are not counted here.
    './tools/': { statements: 80, branches: 60, functions: 80, lines: 80 },
  },
};
