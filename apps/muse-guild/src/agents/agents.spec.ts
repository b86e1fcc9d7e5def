import { describeAgents } from '@raptor/testing';
import { museAgents } from '.';

describeAgents(museAgents);
