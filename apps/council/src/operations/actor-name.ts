import type { Actor } from '@raptor/raptor-bus';

/** As rows name who did something: `user:<id>`. */
export const actorName = ({ type, id }: Actor): string => `${type}:${id}`;
