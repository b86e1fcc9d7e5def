import { NO_EVIDENCE } from '@raptor/agent-kit';
import { cognition as agent } from './lord-002.cognition.agent';
import { cognitionSamples, remembering } from './lord-002.samples';

const [campaign, lessons, unfounded] = cognitionSamples.map((sample) => agent.input.parse(sample.input));
if (!campaign || !lessons || !unfounded) throw new Error('three samples are needed');

describe('Cognition', () => {
  it('says other things for other findings', () => {
    const answers = [campaign, lessons, unfounded].map((task) => agent.floor(task, NO_EVIDENCE));
    expect(answers.map(({ brief }) => brief?.researchSources.length)).toEqual([6, undefined, 0]);
    expect(new Set(answers.map(({ executiveSummary }) => executiveSummary)).size).toBe(3);
  });

  it('cites what this workspace has learnt before', () => {
    const learnt = remembering('Short subjects were opened more');
    const answer = agent.floor(campaign, learnt);
    expect(answer.learntBefore).toMatchObject([
      { text: 'Short subjects were opened more', evidenceIds: [learnt.items[0]?.id] },
    ]);
    expect(agent.floor(campaign, NO_EVIDENCE).learntBefore).toEqual([]);
  });

  it('remembers accepted lessons only', () => {
    const drafts = agent.memory?.remember?.(agent.floor(lessons, NO_EVIDENCE), lessons, NO_EVIDENCE);
    expect(drafts?.map(({ text }) => text)).toEqual(['Headlines with a number were clicked more']);
  });

  it('gives the same content hash for the same findings in another order', () => {
    const turned = { ...campaign, findings: campaign.findings.toReversed() };
    expect(agent.floor(turned, NO_EVIDENCE).brief?.contentHash).toBe(
      agent.floor(campaign, NO_EVIDENCE).brief?.contentHash,
    );
  });

  it('refuses an answer that changes a finding, cites what nobody read, or makes up a number', () => {
    const right = agent.floor(campaign, NO_EVIDENCE);
    const check = (changes: Partial<typeof right>) => agent.check?.({ ...right, ...changes }, campaign, NO_EVIDENCE);
    const stranger = `research:${'0'.repeat(64)}`;
    expect(check({})).toEqual([]);
    expect(check({ brief: right.brief && { ...right.brief, confidence: 1 } })).toEqual([
      '"brief" must stay as it was given',
    ]);
    expect(check({ implications: [{ text: 'Do it', evidenceIds: [stranger] }] })).toEqual([
      `${stranger} is not among the evidence of these findings`,
    ]);
    expect(check({ executiveSummary: 'Sales will grow by 73 percent.' })).toEqual(['73 is not among the findings']);
  });

  it('refuses to be asked nothing', () => {
    expect(() => agent.input.parse({ goal: 'Anything' })).toThrow('findings to brief on');
  });
});
