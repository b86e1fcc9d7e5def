import { includesRole, ROLES, type Risk, type Role } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import type { Actor } from '@raptor/raptor-bus';
import { actorName } from '../operations/actor-name';
import type { ApprovalEntity } from './approval.entity';

/** From which role on a risk can be answered for. */
const ROLE_FOR: Readonly<Record<Risk, Role>> = { low: 'operator', medium: 'operator', high: 'admin' };

export const isEnoughFor = (risk: Risk, role: string | undefined): boolean => {
  const known = ROLES.find((each) => each === role);
  return known !== undefined && includesRole(known, ROLE_FOR[risk]);
};

type Asked = Pick<ApprovalEntity, 'risk' | 'assignedTo'>;

/**
 * Who may decide: whoever it is assigned to, or anybody where it is assigned to nobody, or an admin; of high risk an admin alone, and a person,
 * who has not asked for it and has not made what it is about.
 * @param authors as rows name them.
 * @throws AppError AUTH_FORBIDDEN
 */
export function refuseUnlessMayDecide({ risk, assignedTo }: Asked, authors: readonly string[], by: Actor): void {
  refuseUnlessItIsTheirs({ risk, assignedTo }, by);
  if (risk !== 'high') return;
  if (by.type !== 'user') throw forbidden('High risk is decided by a person, not by a program');
  if (authors.includes(actorName(by))) throw forbidden('Nobody decides of high risk over what is their own');
}

/** Who may hand it on: those who may decide, its author too. @throws AppError AUTH_FORBIDDEN */
export function refuseUnlessItIsTheirs({ risk, assignedTo }: Asked, { type, id, role }: Actor): void {
  if (type !== 'system' && !isEnoughFor(risk, role)) throw forbidden(`${risk} risk needs the role ${ROLE_FOR[risk]}`);
  const isTheirs = assignedTo === null || (type === 'user' && id === assignedTo);
  if (!isTheirs && role !== 'admin') throw forbidden('It is assigned to somebody else: they decide, or an admin');
}

const forbidden = (why: string): AppError => new AppError('AUTH_FORBIDDEN', why);
