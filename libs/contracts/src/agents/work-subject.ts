import { IsIn, IsUUID } from 'class-validator';

export const WORK_SUBJECTS = ['campaign', 'onboarding', 'invoke', 'watcher'] as const;
export type WorkSubject = (typeof WORK_SUBJECTS)[number];

/** What an assignment is for. */
export class Subject {
  @IsIn(WORK_SUBJECTS) type!: WorkSubject;
  @IsUUID() id!: string;
}
