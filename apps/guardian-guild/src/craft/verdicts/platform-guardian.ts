import { defineAgent, type AgentDescription, type Sample } from '@raptor/agent-kit';
import { ROSTER, type AgentCode } from '@raptor/contracts';
import { contentHashOf, type Content, type Evaluation } from '@raptor/policy-packs';
import { z } from 'zod';
import { circumstances, type Told } from './circumstances';
import { copyCheck, type CopyTexts } from './copy-content';
import { VERDICT_KEPT_MS, evaluateFor, inconsistencies, judge, judgement, rulesOf } from './judge';

const output = z.object(judgement);

interface Asked extends Told {
  readonly surface: string;
  readonly copy: CopyTexts;
}

/** How a guardian of a platform differs from the others. */
export interface PlatformGuardian<Surface extends string, More extends z.ZodRawShape> {
  readonly code: AgentCode;
  readonly purpose: string;
  readonly surfaces: readonly [Surface, ...Surface[]];
  /** What it asks beside the copy. */
  readonly more: More;
  /** Whose rules hold for a surface: one platform or several. */
  platformsOf(surface: Surface): readonly string[];
  contentOf(
    task: {
      readonly surface: Surface;
      readonly copy: CopyTexts;
      readonly postalAddress?: string | undefined;
    } & z.output<z.ZodObject<More>>,
  ): Content;
  readonly samples: readonly Sample<z.ZodType, typeof output>[];
}

/** Guardians of platforms are one engine: rules of packs decide alone, on what was written. */
export function definePlatformGuardian<Surface extends string, More extends z.ZodRawShape>(
  guardian: PlatformGuardian<Surface, More>,
): AgentDescription {
  const { code, purpose, surfaces, more, platformsOf, contentOf, samples } = guardian;
  const input = z.object({
    surface: z.enum(surfaces).describe('Where people meet it'),
    ...copyCheck,
    ...more,
    ...circumstances,
  });
  type Task = z.output<typeof input>;
  const told = (task: Task): Asked => task as unknown as Asked;
  const platforms = (task: Task): readonly string[] => platformsOf(told(task).surface as Surface);
  const evaluation = (task: Task): Evaluation => {
    const content = contentOf(task as unknown as Parameters<typeof contentOf>[0]);
    const all = platforms(task).map((platform) => evaluateFor(content, platform, told(task)));
    return {
      findings: all.flatMap(({ findings }) => findings),
      packVersions: Object.assign({}, ...all.map(({ packVersions }) => packVersions)) as Record<string, string>,
    };
  };
  return defineAgent({
    ...{ code, name: ROSTER[code], guild: 'guardian', tier: 'none', purpose },
    input,
    output,
    floor: (task) => judge(evaluation(task), hashOf(told(task)), told(task)),
    check: (answer, task) => inconsistencies(answer, hashOf(told(task)), told(task)),
    cache: { ttlMs: VERDICT_KEPT_MS, key: (task) => ({ task, rules: platforms(task).map(rulesOf) }) },
    samples: samples as readonly Sample<typeof input, typeof output>[],
  });
}

/** What the verdict holds for: the content, and neither its day nor its places nor what people have waived. */
function hashOf(task: Asked): string {
  const { day: _day, jurisdictions: _places, brand: _brand, waivers: _waivers, ...content } = task;
  return contentHashOf(content);
}
