import { changeMember, type Member } from './change-member';

const aMember = (particular: Partial<Member> = {}): Member => ({
  role: 'operator',
  status: 'active',
  joinedAt: new Date(),
  ...particular,
});

describe('a member whom an admin changes', () => {
  it.each([
    [aMember(), { role: 'viewer' }, { role: 'viewer', status: 'active', isOne: true }],
    [aMember(), { status: 'suspended' }, { role: 'operator', status: 'suspended', isOne: true }],
    [aMember({ status: 'suspended' }), { status: 'active' }, { role: 'operator', status: 'active', isOne: true }],
    [aMember(), { role: 'operator' }, { role: 'operator', status: 'active', isOne: false }],
    [aMember(), {}, { role: 'operator', status: 'active', isOne: false }],
    [
      aMember({ status: 'invited', joinedAt: null }),
      { role: 'admin' },
      { role: 'admin', status: 'invited', isOne: true },
    ],
    [
      aMember({ status: 'invited', joinedAt: null }),
      { status: 'suspended' },
      { role: 'operator', status: 'suspended', isOne: true },
    ],
    [
      aMember({ role: 'admin', status: 'suspended' }),
      { role: 'viewer' },
      { role: 'viewer', status: 'suspended', isOne: true },
    ],
  ] as const)('%j becomes with %j %j', (member, request, change) => {
    expect(changeMember(member, request, 0)).toEqual(change);
  });

  it.each([{ role: 'operator' }, { status: 'suspended' }, { role: 'viewer', status: 'suspended' }] as const)(
    'stays when they are the last admin: %j',
    (request) => {
      const admin = aMember({ role: 'admin' });
      expect(() => changeMember(admin, request, 0)).toThrow(expect.objectContaining({ code: 'STATE_FORBIDS' }));
      expect(changeMember(admin, request, 1)).toMatchObject(request);
    },
  );

  it.each(['invited', 'suspended'] as const)('does not become active who never joined: %s', (status) => {
    const member = aMember({ status, joinedAt: null });
    expect(() => changeMember(member, { status: 'active' }, 5)).toThrow(
      expect.objectContaining({ code: 'STATE_FORBIDS' }),
    );
  });
});
