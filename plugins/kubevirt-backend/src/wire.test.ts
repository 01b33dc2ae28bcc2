import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  FakeCluster,
  statusAnswer,
} from '@naru/plugin-clusters-node/testUtils';
import {
  instanceManifest,
  virtualMachineManifest,
} from '@naru/plugin-kubevirt-node/testUtils';
import request from 'supertest';
import kubevirtPlugin from '.';

const VMS = '/apis/kubevirt.io/v1/virtualmachines';
const INSTANCES = '/apis/kubevirt.io/v1/virtualmachineinstances';

// A whole backend starts here, on a machine that may be busy.
jest.setTimeout(60_000);

describe('kubevirtPlugin on a cluster', () => {
  let cluster: FakeCluster;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
    cluster.serve(
      VMS,
      INSTANCES,
      '/api/v1/namespaces',
      '/apis/cdi.kubevirt.io/v1beta1/datavolumes',
      '/apis/cdi.kubevirt.io/v1beta1/datasources',
      '/apis/instancetype.kubevirt.io/v1beta1/virtualmachineinstancetypes',
      '/apis/instancetype.kubevirt.io/v1beta1/virtualmachineclusterinstancetypes',
    );
  });

  afterEach(async () => {
    await cluster.close();
  });

  it('shows, powers, passes on words of refusal and stays when the cluster is cut', async () => {
    cluster.set(VMS, virtualMachineManifest());
    cluster.set(INSTANCES, instanceManifest());
    cluster.fault = ({ method, path }) => {
      if (method !== 'PUT') {
        return undefined;
      }
      return path.endsWith('/start')
        ? statusAnswer(
            409,
            'Conflict',
            'Operation cannot be fulfilled on virtualmachine.kubevirt.io "web-01": VM is already running',
          )
        : { status: 202 };
    };
    const { server } = await startTestBackend({
      features: [
        kubevirtPlugin,
        mockServices.rootConfig.factory({
          data: {
            kubevirt: {
              clusters: [
                {
                  name: 'prod7',
                  url: cluster.url,
                  skipTLSVerify: true,
                  serviceAccountToken: 'service-token',
                },
              ],
            },
            naru: { defaultOwner: 'group:default/team1' },
          },
        }),
      ],
    });
    const vmPath = '/api/kubevirt/v1/vms/team1-staging/web-01';
    const clusterReaches = async (phase: string) => {
      for (;;) {
        const { body } = await request(server).get('/api/kubevirt/v1/clusters');
        if (body.clusters[0].phase === phase) {
          return body.clusters[0];
        }
      }
    };

    await clusterReaches('live');
    const shown = await request(server).get(vmPath);
    expect(shown.body.vm).toMatchObject({
      status: 'Running',
      ip: '10.244.0.5',
      node: 'node-1',
    });

    expect((await request(server).post(`${vmPath}/stop`)).status).toBe(202);
    expect(cluster.requests.at(-1)).toMatchObject({
      method: 'PUT',
      path: '/apis/subresources.kubevirt.io/v1/namespaces/team1-staging/virtualmachines/web-01/stop',
      headers: { authorization: 'Bearer service-token', accept: '*/*' },
    });

    const refused = await request(server).post(`${vmPath}/start`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('VM is already running');

    cluster.cut();
    const unreachable = await request(server).post(`${vmPath}/restart`);
    expect(unreachable.status).toBe(503);
    expect(JSON.stringify(unreachable.body)).not.toContain('service-token');

    const state = await clusterReaches('stale');
    expect(state).toMatchObject({
      lastGoodAt: expect.any(String),
      message: expect.stringContaining('Unreachable'),
    });
    const list = await request(server).get('/api/kubevirt/v1/vms');
    expect(list.body).toMatchObject({
      total: 1,
      clusters: [{ phase: 'stale' }],
    });

    cluster.mend();
    await clusterReaches('live');
  });
});
