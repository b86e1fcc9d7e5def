import { describeAgents } from '@raptor/testing';
import { matrixAgents } from '.';

describeAgents(matrixAgents);
