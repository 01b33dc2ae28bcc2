import { objectTrouble } from '../../__fixtures__/entityApplications';
import { troubleKind } from './troubleKind';

describe('troubleKind', () => {
  it.each([
    ['CrashLoopBackOff', undefined, undefined, 'crashLoop'],
    ['CrashLoopBackOff', undefined, 'OOMKilled', 'outOfMemory'],
    ['OOMKilled', undefined, undefined, 'outOfMemory'],
    [
      'ImagePullBackOff',
      'Back-off pulling image "harbor.naru.example/team1-dev/shop:9"',
      undefined,
      'imagePull',
    ],
    [
      'ErrImagePull',
      'failed to resolve reference: shop:9: not found',
      undefined,
      'imageNotFound',
    ],
    [
      'ErrImagePull',
      'pull access denied, repository does not exist or may require authorization',
      undefined,
      'imageNoRight',
    ],
    [
      'ErrImagePull',
      'dial tcp: lookup harbor: no such host',
      undefined,
      'registryAway',
    ],
    ['InvalidImageName', undefined, undefined, 'imageName'],
    [
      'Unschedulable',
      '0/3 nodes: had untolerated taint',
      undefined,
      'unschedulable',
    ],
    ['Unschedulable', '0/3 nodes: 3 Insufficient cpu', undefined, 'noRoom'],
    [
      'CreateContainerConfigError',
      'secret "shop" not found',
      undefined,
      'config',
    ],
    ['ProgressDeadlineExceeded', undefined, undefined, 'deadline'],
    ['SyncFailed', 'field is immutable', undefined, 'refused'],
    ['SyncFailed', 'exceeded quota: team1', undefined, 'quota'],
    [
      'FailedCreate',
      'pods "x" is forbidden: exceeded quota: team1',
      undefined,
      'quota',
    ],
    [
      'FailedCreate',
      'violates PodSecurity "restricted"',
      undefined,
      'notAllowed',
    ],
    ['ComparisonError', 'helm is not there', undefined, 'unreadable'],
    ['OperationFailed', undefined, undefined, 'notApplied'],
    ['SomethingNew', undefined, undefined, 'unknown'],
    ['constructor', undefined, undefined, 'unknown'],
  ])(
    'takes %s (%s, ended by %s) for %s',
    (reason, message, exitReason, kind) => {
      expect(troubleKind(objectTrouble({ reason, message, exitReason }))).toBe(
        kind,
      );
    },
  );
});
