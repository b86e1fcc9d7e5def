// Read by the Nest CLI (`npx nest build <app>`); tools/build/build.ts builds every app at once from the same functions.
const { basename, dirname } = require('node:path');
const { appConfig } = require('./tools/build/rspack-app-config');

/** The CLI names the app only by its entry file, apps/<app>/src/main.ts. */
module.exports = (defaults) => appConfig(basename(dirname(dirname(defaults.entry))));
