import type { Risk, Role } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import type { Actor } from '@raptor/raptor-bus';
import { refuseUnlessItIsTheirs, refuseUnlessMayDecide } from './may-decide';

const ADA = '018f0000-0000-7000-8000-00000000000a';
const BEN = '018f0000-0000-7000-8000-00000000000b';
const as = (role: Role, id = ADA, type: Actor['type'] = 'user'): Actor => ({ type, id, role });
const of = (risk: Risk, assignedTo: string | null = null) => ({ risk, assignedTo });

function isAllowed(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    expect(AppError.is(error, 'AUTH_FORBIDDEN')).toBe(true);
    return false;
  }
}

describe('who may decide', () => {
  it.each([
    ['low', 'analyst', false],
    ['low', 'operator', true],
    ['medium', 'analyst', false],
    ['medium', 'operator', true],
    ['high', 'operator', false],
    ['high', 'admin', true],
  ] as const)('%s risk, %s: %s', (risk, role, allowed) => {
    expect(isAllowed(() => refuseUnlessMayDecide(of(risk), [], as(role)))).toBe(allowed);
  });

  it('of high risk, not its author, nor a program of anybody', () => {
    const authors = ['agent:LORD-006', `user:${ADA}`];
    expect(isAllowed(() => refuseUnlessMayDecide(of('high'), authors, as('admin')))).toBe(false);
    expect(isAllowed(() => refuseUnlessMayDecide(of('high'), authors, as('admin', BEN)))).toBe(true);
    expect(isAllowed(() => refuseUnlessMayDecide(of('high'), authors, as('admin', BEN, 'api_key')))).toBe(false);
    expect(isAllowed(() => refuseUnlessMayDecide(of('medium'), authors, as('operator')))).toBe(true);
  });

  it('of what is assigned, the one it is assigned to, or an admin', () => {
    expect(isAllowed(() => refuseUnlessMayDecide(of('medium', ADA), [], as('operator')))).toBe(true);
    expect(isAllowed(() => refuseUnlessMayDecide(of('medium', BEN), [], as('operator')))).toBe(false);
    expect(isAllowed(() => refuseUnlessMayDecide(of('medium', BEN), [], as('admin')))).toBe(true);
    expect(isAllowed(() => refuseUnlessMayDecide(of('medium', ADA), [], as('operator', ADA, 'api_key')))).toBe(false);
  });
});

describe('who may hand on', () => {
  it('also the author of what is risky', () => {
    expect(isAllowed(() => refuseUnlessItIsTheirs(of('high'), as('admin')))).toBe(true);
    expect(isAllowed(() => refuseUnlessItIsTheirs(of('high'), as('operator')))).toBe(false);
    expect(isAllowed(() => refuseUnlessItIsTheirs(of('medium', BEN), as('operator')))).toBe(false);
  });
});
