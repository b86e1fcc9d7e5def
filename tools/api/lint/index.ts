import type { ApiDocument } from '../document';
import { exampleComplaints } from './examples';
import { operationComplaints } from './operations';
import { schemaComplaints } from './schemas';

/** All that is wrong with a description of the API, a sentence each. */
export const complaintsAbout = (document: ApiDocument): string[] => [
  ...operationComplaints(document),
  ...schemaComplaints(document),
  ...exampleComplaints(document),
];
