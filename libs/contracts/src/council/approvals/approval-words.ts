export const APPROVAL_SUBJECTS = ['campaign', 'move', 'asset', 'action'] as const;
export type ApprovalSubject = (typeof APPROVAL_SUBJECTS)[number];

export const RISKS = ['low', 'medium', 'high'] as const;
export type Risk = (typeof RISKS)[number];

export const APPROVAL_STATES = ['pending', 'approved', 'rejected', 'voided', 'expired'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];
