export { diagnoseServers } from './diagnose';
export { findFreePort } from './ports';
export { startServers } from './start-servers';
export type {
  RunningServer,
  RunningServers,
  ServerDiagnosis,
  ServerName,
  ServerOrigin,
  StartServersOptions,
} from './servers';
