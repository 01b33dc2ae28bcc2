import { DefaultRunbookDrawer } from '../drawer/DefaultRunbookDrawer';
import { runbookDrawerApiRef } from '../drawer/RunbookDrawerApi';

/** The calls of a runbooks backend, each to be answered by a test. */
export function runbooksCalls() {
  return {
    match: jest.fn(),
    listCases: jest.fn(),
    getCase: jest.fn(),
    sendFeedback: jest.fn(),
    listFeedback: jest.fn(),
  };
}

/** A drawer of its own for each test. */
export function drawerApi() {
  return [runbookDrawerApiRef, new DefaultRunbookDrawer()] as const;
}
