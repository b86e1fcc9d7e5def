import { Injectable } from '@nestjs/common';
import { pageAnswer, type Changed, type PageAnswer } from '@raptor/agent-kit';
import {
  AlertRaised,
  type AlertResponse,
  type AlertResponseRecord,
  type ListAlertResponses,
  type ListAlerts,
  type RaiseAlert,
  type RespondToAlert,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { Outbox, type Actor } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { SignalsRepository } from '../signals/signals.repository';
import { AlertResponsesRepository } from './alert-responses.repository';
import { alertResponse, responseRecord } from './alert.mapper';
import { AlertsRepository } from './alerts.repository';

/** Alerts, and what people do about them. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly responses: AlertResponsesRepository,
    private readonly signals: SignalsRepository,
    private readonly outbox: Outbox,
  ) {}

  list(tx: Transaction, asked: ListAlerts): Promise<PageAnswer<AlertResponse>> {
    const { state, urgency, alert_type: alertType } = asked;
    const like = { ...(state && { state }), ...(urgency && { urgency }), ...(alertType && { alertType }) };
    return pageAnswer(asked, (request) => this.alerts.list(tx, request, like), alertResponse);
  }

  /** @throws AppError REQUEST_INVALID for a signal that is not there, STATE_FORBIDS for one that has raised such an alert before. */
  async raise(tx: Transaction, asked: RaiseAlert): Promise<Changed<AlertResponse>> {
    const signalId = asked.signal_id ?? null;
    if (signalId && !(await this.signals.find(tx, signalId))) throw noSuchSignal();
    const id = uuidv7();
    const isNew = await this.alerts.raise(tx, {
      id,
      intelligenceLogId: signalId,
      alertType: asked.alert_type,
      urgency: asked.urgency,
      title: asked.title,
      recommendedAction: asked.recommended_action ?? '',
      expiresAt: asked.expires_at ? new Date(asked.expires_at) : null,
    });
    if (!isNew)
      throw new AppError('STATE_FORBIDS', `The signal has raised an alert of type ${asked.alert_type} before`);
    const { alert_type: alertType, urgency, title } = asked;
    const raised = { alertId: id, alertType, urgency, title, ...(signalId && { signalId }) };
    await this.outbox.send(tx, Object.assign(new AlertRaised(), raised));
    return this.changed(tx, id, 'alert.raised', { alert_type: alertType, urgency });
  }

  /** One that is there or further already stays as it is. */
  async advance(
    tx: Transaction,
    id: string,
    to: 'acknowledged' | 'resolved',
    by: Actor,
  ): Promise<Changed<AlertResponse>> {
    const hasMoved = await this.alerts.advance(tx, id, to, by.type === 'user' ? by.id : null);
    return hasMoved ? this.changed(tx, id, `alert.${to}`) : { answer: alertResponse(await this.alerts.get(tx, id)) };
  }

  /** Somebody is at it from then on, unless it is resolved. */
  async respond(tx: Transaction, asked: RespondToAlert, by: Actor): Promise<Changed<AlertResponseRecord>> {
    const { id: alertId, action, effectiveness, lessons } = asked;
    await this.alerts.get(tx, alertId);
    const id = uuidv7();
    await this.responses.insert(tx, {
      id,
      alertId,
      action,
      effectiveness: effectiveness ?? null,
      lessons: lessons ?? null,
      takenBy: by.id,
    });
    await this.alerts.advance(tx, alertId, 'in_progress', by.type === 'user' ? by.id : null);
    return {
      answer: responseRecord(await this.responses.get(tx, id)),
      audited: { action: 'alert.responded', subjectType: 'alert', subjectId: alertId, detail: { response_id: id } },
    };
  }

  async responsesTo(
    tx: Transaction,
    { id: alertId, ...asked }: ListAlertResponses,
  ): Promise<PageAnswer<AlertResponseRecord>> {
    await this.alerts.get(tx, alertId);
    return pageAnswer(asked, (request) => this.responses.list(tx, request, { alertId }), responseRecord);
  }

  private async changed(
    tx: Transaction,
    id: string,
    action: string,
    detail?: Record<string, unknown>,
  ): Promise<Changed<AlertResponse>> {
    return {
      answer: alertResponse(await this.alerts.get(tx, id)),
      audited: { action, subjectType: 'alert', subjectId: id, ...(detail && { detail }) },
    };
  }
}

const noSuchSignal = (): AppError =>
  new AppError('REQUEST_INVALID', 'signal_id names nothing in this workspace', {
    details: { errors: [{ field: 'signal_id', message: 'names nothing in this workspace' }] },
  });
