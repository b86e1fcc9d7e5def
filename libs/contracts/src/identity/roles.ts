/** What a member may do, each including the ones before it. */
export const ROLES = ['viewer', 'analyst', 'operator', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** True when `role` is `needed` or above it. */
export const includesRole = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
