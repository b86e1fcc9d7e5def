import { describeAgents } from '@raptor/testing';
import { guardianAgents } from '.';

describeAgents(guardianAgents);
