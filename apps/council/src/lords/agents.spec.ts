import { describeAgents } from '@raptor/testing';
import { lords } from '.';

describeAgents(lords);
