import { ReadEvidence } from '../guild/read-evidence.query';
import type { MessageClass } from '../raptor-message';
import { ListKeywords } from './list-keywords.query';
import { ListPersonas } from './list-personas.query';
import { ListResearchReports } from './list-research-reports.query';

/** Operations about what was found out, and what it rests on. */
export const RESEARCH_MESSAGES: readonly MessageClass[] = [
  ListKeywords,
  ListPersonas,
  ListResearchReports,
  ReadEvidence,
];
