export { contentHashOf } from '@raptor/contracts';
