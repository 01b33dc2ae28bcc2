/** The calls of a GitOps backend, each to be answered by a test. */
export function gitopsCalls() {
  return {
    listChanges: jest.fn(),
    getProgress: jest.fn(),
    listEntityApplications: jest.fn(),
    syncApplication: jest.fn(),
    getObjectReport: jest.fn(),
  };
}
