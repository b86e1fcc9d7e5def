import { EMPTY_CHAIN, checkChain } from './check-chain';
import { hashOfEntry } from './entry-hash';
import { nextEntries, type ChainEnd } from './next-entries';
import type { AuditEntryEntity } from './audit-entry.entity';

const WORKSPACE = '018f0000-0000-7000-8000-00000000000a';
const at = new Date('2026-11-23T10:00:00.123Z');

const aFact = (n: number) => ({
  eventId: `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  actor: { type: 'user', id: 'ada' } as const,
  action: 'campaign.created',
  subjectType: 'campaign',
  subjectId: String(n),
  occurredAt: at,
});
const chain = (end: ChainEnd, ...numbers: number[]): AuditEntryEntity[] =>
  nextEntries(WORKSPACE, end, numbers.map(aFact), at).map((entry) => ({
    ...entry,
    prevSeq: entry.seq === 1 ? null : entry.seq - 1,
    updatedAt: at,
  }));

describe('a chain of entries', () => {
  it('begins with 1 and nothing before it, and goes on where it ended', () => {
    const [first, second] = chain(EMPTY_CHAIN, 1, 2);
    expect([first!.seq, first!.prevHash, second!.seq, second!.prevHash]).toEqual([1, null, 2, first!.hash]);
    const [third] = chain(second!, 3);
    expect([third!.seq, third!.prevHash]).toEqual([3, second!.hash]);
    expect(checkChain(EMPTY_CHAIN, [first!, second!, third!])).toEqual({ seq: 3, hash: third!.hash });
    expect(checkChain(second!, [third!])).toEqual({ seq: 3, hash: third!.hash });
  });

  it('leaves out a fact that it has', () => {
    expect(chain(EMPTY_CHAIN, 1, 2, 1).map(({ subjectId }) => subjectId)).toEqual(['1', '2']);
  });

  it('is broken at the first entry that is missing, does not follow, or is not what was written', () => {
    const [first, second, third] = chain(EMPTY_CHAIN, 1, 2, 3) as [
      AuditEntryEntity,
      AuditEntryEntity,
      AuditEntryEntity,
    ];
    const broken = (...entries: AuditEntryEntity[]) => checkChain(EMPTY_CHAIN, entries);
    expect(broken(second, third)).toEqual({ ok: false, seq: 1, reason: 'missing' });
    expect(broken(first, third)).toEqual({ ok: false, seq: 2, reason: 'missing' });
    expect(broken(first, { ...second, prevHash: null }, third)).toMatchObject({ seq: 2, reason: 'wrong_prev_hash' });
    expect(broken(first, { ...second, actor: 'eve' }, third)).toMatchObject({ seq: 2, reason: 'wrong_hash' });
    const rewritten = { ...second, actor: 'eve' };
    const withItsHash = { ...rewritten, hash: hashOfEntry(rewritten) };
    expect(broken(first, withItsHash, third)).toMatchObject({ seq: 3, reason: 'wrong_prev_hash' });
  });

  it('hashes what it says it hashes', () => {
    const entry = { ...chain(EMPTY_CHAIN, 1)[0]!, id: WORKSPACE };
    // By another program: printf '%s' '[1,"018f0000-...",1,...,null]' | sha256sum
    expect(hashOfEntry(entry)).toBe('075133e7eae18e25cd47019b09516b1ec0218305033c8770a51476cc9c5d3971');
  });

  it('does not hash the detail', () => {
    const [entry] = chain(EMPTY_CHAIN, 1);
    expect(hashOfEntry({ ...entry!, detail: { name: 'Ada' } } as AuditEntryEntity)).toBe(entry!.hash);
  });
});
