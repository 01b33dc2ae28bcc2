import { createApiMock } from '@backstage/frontend-test-utils';
import { runbooksApiRef } from '../api/RunbooksApi';
import { DefaultRunbookDrawer } from '../drawer/DefaultRunbookDrawer';
import { runbookDrawerApiRef } from '../drawer/RunbookDrawerApi';

/** Runbooks that a test answers for. */
export const runbooksApiMock = createApiMock(runbooksApiRef, () => ({
  match: jest.fn(),
  listCases: jest.fn(),
  getCase: jest.fn(),
  sendFeedback: jest.fn(),
  listFeedback: jest.fn(),
}));

/** A drawer of its own for each test. */
export function drawerApi() {
  return [runbookDrawerApiRef, new DefaultRunbookDrawer()] as const;
}
