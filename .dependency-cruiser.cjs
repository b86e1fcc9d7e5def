/** Who may know whom: apps -> agent-kit -> persistence -> platform -> contracts; apps and agent-kit may read policy-packs. Each rule says why it stands. */
const tests = '(\\.(spec|int-spec|e2e-spec|pooler-spec|backup-spec)\\.ts$|/test/)';
const lib = (name) => `^libs/${name}/`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-app-to-app',
      'Each guild is deployed by its own team: an app knows another only by the messages in libs/contracts. Move what both need there, or send a message.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    ),
    forbid(
      'no-lib-to-app',
      'A library that knows one of its users cannot serve the others. Pass what it needs as an option.',
      { path: '^libs/', pathNot: ['^libs/testing/'] },
      { path: '^apps/' },
    ),
    forbid(
      'contracts-knows-nobody',
      'Contracts are data and schemas that every process reads; an import from here would reach all six services.',
      { path: lib('contracts') },
      { path: '^(libs/(?!contracts/)|apps/|tools/)' },
    ),
    forbid(
      'policy-packs-are-data',
      'Every guild and the agent kit read the rules: an engine that knew services, tables or agents could not serve them all.',
      { path: lib('policy-packs') },
      { path: '^(libs/(?!(policy-packs|contracts)/)|apps/|tools/)' },
    ),
    forbid(
      'raptor-bus-stands-alone',
      'The bus is a library another team could lift out: catalogue, storage and channel settings reach it as options.',
      { path: lib('raptor-bus'), pathNot: tests },
      { path: '^(libs/(?!raptor-bus/)|apps/|tools/)' },
    ),
    forbid(
      'api-client-stands-alone',
      'Frontends install the client: it may know nothing of ours, and no package, for each would come along into every page.',
      { path: lib('api-client'), pathNot: tests },
      { pathNot: '^libs/api-client/src/' },
    ),
    forbid(
      'platform-looks-down',
      'Platform is what every service starts with: it knows contracts and, for its bootstrap, the bus.',
      { path: lib('platform'), pathNot: tests },
      { path: '^(libs/(?!(platform|contracts|raptor-bus)/)|apps/|tools/)' },
    ),
    forbid(
      'persistence-looks-down',
      'Persistence is how a service touches Postgres; it serves agents and must not know them, nor the bus.',
      { path: lib('persistence'), pathNot: tests },
      { path: '^(libs/(?!(persistence|platform|contracts)/)|apps/|tools/)' },
    ),
    forbid(
      'testing-is-for-tests',
      'Servers and builders for tests must never be part of a bundle that is deployed.',
      { path: '^(apps|libs/(?!testing/)|tools)/', pathNot: tests },
      { path: lib('testing') },
    ),
    forbid(
      'libs-through-their-front-door',
      'A lib is imported as @raptor/<lib>: its index.ts is the list of what it promises. (The list of services alone may be read by itself: the launcher must start in a blink.)',
      { path: '^(apps|libs|tools|bench)/([^/]+)/' },
      {
        path: '^libs/([^/]+)/src/.+',
        pathNot: [
          '^libs/[^/]+/src/index\\.ts$',
          '^libs/testing/src/builders/index\\.ts$',
          '^libs/$2/',
          '^libs/contracts/src/services\\.ts$',
        ],
      },
    ),
    forbid(
      'product-does-not-import-tools',
      'Launcher and generators are not deployed.',
      { path: '^(apps|libs/(?!testing/))', pathNot: tests },
      { path: '^tools/' },
    ),
    forbid(
      'no-cycles',
      'Files that import each other cannot be read, tested or moved one at a time.',
      {},
      { circular: true },
    ),
    forbid(
      'no-dev-dependency-in-product',
      'The image is installed without development packages: move it to dependencies.',
      { path: '^(apps|libs/(?!testing/))', pathNot: tests },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    forbid('resolvable', 'An import that does not resolve fails at start.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'import', 'default'] },
  },
};
