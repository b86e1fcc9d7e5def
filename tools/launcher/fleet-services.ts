// Straight from its file: the library's index also brings the HTTP contracts and with them half a second of packages.
export { SERVICE_KEYS, SERVICES } from '../../libs/contracts/src/services';
export type { ServiceKey } from '../../libs/contracts/src/services';
