import { runFleet, serveMode } from './run-fleet';

void runFleet(process.env, serveMode()).then((code) => process.exit(code));
