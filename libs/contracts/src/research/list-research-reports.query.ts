import { RaptorMessage } from '../raptor-message';
import { ResearchReportsQuery } from './research-report.dto';

/** Answered with a ResearchReportPage. */
@RaptorMessage({ kind: 'query', name: 'research.reports.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListResearchReports extends ResearchReportsQuery {}
