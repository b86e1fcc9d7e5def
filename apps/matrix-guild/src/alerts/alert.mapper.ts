import type { AlertResponse, AlertResponseRecord } from '@raptor/contracts';
import type { AlertResponseEntity } from './alert-response.entity';
import type { AlertEntity } from './alert.entity';

export const alertResponse = (row: AlertEntity): AlertResponse => ({
  id: row.id,
  signal_id: row.intelligenceLogId,
  alert_type: row.alertType,
  urgency: row.urgency,
  title: row.title,
  recommended_action: row.recommendedAction,
  state: row.state,
  acknowledged_by: row.acknowledgedBy,
  acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
  resolved_at: row.resolvedAt?.toISOString() ?? null,
  expires_at: row.expiresAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

export const responseRecord = (row: AlertResponseEntity): AlertResponseRecord => ({
  id: row.id,
  alert_id: row.alertId,
  action: row.action,
  effectiveness: row.effectiveness,
  lessons: row.lessons,
  taken_by: row.takenBy,
  created_at: row.createdAt.toISOString(),
});
