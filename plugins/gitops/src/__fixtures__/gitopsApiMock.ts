import { createApiMock } from '@backstage/frontend-test-utils';
import { gitopsApiRef } from '../api/GitopsApi';

/** A GitOps backend that says what a test tells it to. */
export const gitopsApiMock = createApiMock(gitopsApiRef, () => ({
  listChanges: jest.fn(),
  getProgress: jest.fn(),
  listEntityApplications: jest.fn(),
  syncApplication: jest.fn(),
  getObjectReport: jest.fn(),
}));
