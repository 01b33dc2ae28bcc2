import { LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import { conditionOf } from '../conditions';
import { DATA_VOLUMES, STORAGE_CLASSES } from '../resources';
import { TestCluster } from '../testCluster';
import type { DataVolumeSpec } from '../types';

const as = LAB_CONTROLLER;

describe('DataVolumeController', () => {
  let cluster: TestCluster;

  const add = (
    name: string,
    source: DataVolumeSpec['source'],
    options: {
      storageClassName?: string;
      annotations?: Record<string, string>;
    } = {},
  ) => {
    const { storageClassName = 'longhorn-vm', annotations } = options;
    cluster.api.create(
      DATA_VOLUMES,
      {
        apiVersion: 'cdi.kubevirt.io/v1beta1',
        kind: 'DataVolume',
        metadata: { name, namespace: 'team1-staging', annotations },
        spec: {
          source,
          storage: {
            storageClassName,
            resources: { requests: { storage: '5Gi' } },
          },
        },
      },
      { as },
    );
  };

  const phases = (name: string, seconds: number): string[] => {
    const seen: string[] = [];
    for (let tenth = 0; tenth < seconds * 10; tenth++) {
      cluster.run(0.1);
      const phase = cluster.disk(name)?.status?.phase ?? '';
      if (phase !== seen.at(-1)) seen.push(phase);
    }
    return seen;
  };

  beforeAll(() => {
    cluster = TestCluster.create();
  });

  afterAll(() => cluster.close());

  it('imports in four to eight seconds, with a claim as the class wants it', () => {
    add('imported', { http: { url: 'https://images.example/ubuntu.img' } });
    expect(phases('imported', 3)).toEqual(
      ['', 'Pending', 'ImportScheduled', 'ImportInProgress'].slice(1),
    );
    expect(cluster.disk('imported')?.status?.progress).toMatch(
      /^\d{1,2}\.\d{2}%$/,
    );
    expect(phases('imported', 8)).toEqual(['ImportInProgress', 'Succeeded']);
    const { status } = cluster.disk('imported') ?? {};
    expect(status).toMatchObject({ progress: '100.0%', claimName: 'imported' });
    expect(conditionOf(status?.conditions, 'Ready')?.status).toBe('True');
    expect(cluster.claim('imported')).toMatchObject({
      spec: { accessModes: ['ReadWriteMany'], volumeMode: 'Block' },
      status: { phase: 'Bound', capacity: { storage: '5Gi' } },
    });
    expect(cluster.reasons('imported')).toEqual(
      expect.arrayContaining([
        'ImportScheduled',
        'ImportInProgress',
        'ImportSucceeded',
      ]),
    );
  });

  it.each([
    [
      'an annotation',
      'https://images.example/x.img',
      { 'lab.naru.io/import': 'fail' },
    ],
    ['a host that is missing', 'https://missing.example/x.img', undefined],
  ])('fails over and over because of %s', (_, url, annotations) => {
    const name = annotations ? 'told' : 'lost';
    add(name, { http: { url } }, { annotations });
    cluster.run(8);
    const { status } = cluster.disk(name) ?? {};
    expect(status).toMatchObject({
      phase: 'ImportInProgress',
      restartCount: 1,
    });
    expect(conditionOf(status?.conditions, 'Running')).toMatchObject({
      status: 'False',
      reason: 'Error',
      message: expect.stringContaining('404 Not Found'),
    });
    cluster.run(40);
    expect(cluster.disk(name)?.status?.restartCount).toBe(3);
  });

  it('waits for a storage class that is not there', () => {
    add('classless', { blank: {} }, { storageClassName: 'ghost' });
    cluster.run(10);
    expect(cluster.disk('classless')?.status).toMatchObject({
      phase: 'Pending',
      progress: 'N/A',
    });
    cluster.api.create(
      STORAGE_CLASSES,
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'ghost' },
        provisioner: 'rancher.io/local-path',
      },
      { as },
    );
    cluster.run(10);
    expect(cluster.disk('classless')?.status?.phase).toBe('Succeeded');
  });

  it('waits for the source of a clone', () => {
    add('clone', { pvc: { namespace: 'team1-staging', name: 'later' } });
    cluster.run(10);
    expect(cluster.disk('clone')?.status?.phase).toBe('CloneScheduled');
    add('later', { blank: {} });
    cluster.run(15);
    expect(cluster.disk('clone')?.status?.phase).toBe('Succeeded');
  });

  it('leaves an upload waiting for its bytes', () => {
    add('upload', { upload: {} });
    cluster.run(60);
    expect(cluster.disk('upload')?.status).toMatchObject({
      phase: 'UploadReady',
      progress: 'N/A',
    });
  });
});
