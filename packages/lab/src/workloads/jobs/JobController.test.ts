import { conditionOf } from '../conditions';
import { JOBS } from '../resources';
import { podTemplate, TestWorkloads } from '../testWorkloads';
import type { PodSpec } from '../types';
import type { Job } from './jobTypes';

describe('JobController', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const add = (spec: object, wish = '', restartPolicy = 'Never') => {
    const pod: Partial<PodSpec> = { restartPolicy };
    cluster.add<Job>(JOBS, {
      kind: 'Job',
      metadata: { name: 'load' },
      spec: {
        template: podTemplate('load', {
          annotations: { 'lab.naru.io/pod': wish },
          spec: pod,
        }),
        ...spec,
      },
    });
  };
  const job = () => cluster.get<Job>(JOBS, 'load');
  const condition = (type: string) =>
    conditionOf(job().status?.conditions, type);

  it('runs as many pods at once as it may, until enough have succeeded', () => {
    add({ completions: 3, parallelism: 2 });
    cluster.run(1);
    expect(job().status).toMatchObject({ active: 2 });
    cluster.run(20);
    expect(job().status).toMatchObject({ succeeded: 3 });
    expect(condition('Complete')?.status).toBe('True');
    expect(cluster.pods()).toHaveLength(3);
  });

  it('leaves alone what another controller manages', () => {
    add({ managedBy: 'boats.example/harbour' });
    cluster.run(20);
    expect(cluster.pods()).toEqual([]);
    expect(job().status?.startTime).toBeUndefined();
  });

  it('gives up after backoffLimit, waiting longer each time', () => {
    add({ backoffLimit: 2 }, 'crash');
    cluster.run(5);
    expect(job().status).toMatchObject({ failed: 1 });
    cluster.run(10);
    expect(job().status).toMatchObject({ failed: 2 });
    expect(condition('Failed')).toBeUndefined();
    cluster.run(30);
    expect(job().status).toMatchObject({ failed: 3 });
    expect(condition('Failed')).toMatchObject({
      status: 'True',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    });
    expect(cluster.events('load')).toContain(
      'BackoffLimitExceeded: Job has reached the specified backoff limit',
    );
  });

  it('counts restarts where the pod itself is started again', () => {
    add({ backoffLimit: 2 }, 'crash', 'OnFailure');
    cluster.run(60);
    expect(condition('Failed')?.reason).toBe('BackoffLimitExceeded');
    expect(cluster.pods()).toEqual([]);
  });

  it('fails at its deadline', () => {
    add({ activeDeadlineSeconds: 30 }, 'image');
    cluster.run(40);
    expect(condition('Failed')?.reason).toBe('DeadlineExceeded');
  });

  it('is deleted with its pods when its time is over', () => {
    add({ ttlSecondsAfterFinished: 60 });
    cluster.run(30);
    expect(condition('Complete')).toBeDefined();
    cluster.run(60);
    expect(cluster.list(JOBS)).toEqual([]);
    expect(cluster.pods()).toEqual([]);
  });
});
