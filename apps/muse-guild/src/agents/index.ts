import type { AgentDescription } from '@raptor/agent-kit';
import { longFormWriter } from './content-strategists/muse-009.long-form-writer.agent';
import { headlineCopywriter } from './copywriters/muse-001.headline-copywriter.agent';
import { bodyCopySpecialist } from './copywriters/muse-002.body-copy-specialist.agent';
import { ctaCopywriter } from './copywriters/muse-003.cta-copywriter.agent';
import { emailCopywriter } from './copywriters/muse-004.email-copywriter.agent';
import { chiefEditor } from './creative-directors/muse-026.chief-editor.agent';
import { optimizationDirector } from './creative-directors/muse-027.optimization-director.agent';
import { linkedinSpecialist } from './social-specialists/muse-023.linkedin-specialist.agent';
import { xSpecialist } from './social-specialists/muse-025.x-specialist.agent';
import { visualDesigner } from './visual-designers/muse-011.visual-designer.agent';

/** The guild's roll, in code order. */
export const museAgents: readonly AgentDescription[] = [
  headlineCopywriter,
  bodyCopySpecialist,
  ctaCopywriter,
  emailCopywriter,
  longFormWriter,
  visualDesigner,
  linkedinSpecialist,
  xSpecialist,
  chiefEditor,
  optimizationDirector,
];
