export { FAULTS } from './faults';
export type { Fault, FaultKind } from './faults';
export type { Metered, MeteredCall } from './meter';
export { ModelStandIn, modelStandIn } from './model-stand-in';
export type { ModelStandInOptions, SeenRequest, Wish } from './model-stand-in';
