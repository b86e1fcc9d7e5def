import { describeAgents } from '@raptor/testing';
import { researchAgents } from '.';

describeAgents(researchAgents);
