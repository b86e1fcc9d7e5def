export const MEMBER_STATUSES = ['invited', 'active', 'suspended'] as const;

export type MemberStatus = (typeof MEMBER_STATUSES)[number];
