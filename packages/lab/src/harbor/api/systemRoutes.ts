import type { HarborRouter } from '../http/HarborRouter';

const COMPONENTS = [
  'core',
  'database',
  'jobservice',
  'portal',
  'redis',
  'registry',
  'registryctl',
];

/** What anybody may ask. */
export function addSystemRoutes(
  router: HarborRouter,
  options: {
    now: () => Date;
    /** Where it listens. */
    externalUrl: () => string;
    registry: string;
  },
): void {
  router.on('GET', '/api/v2.0/ping', () => ({ status: 200, text: 'Pong' }));

  router.on('GET', '/api/v2.0/health', () => ({
    status: 200,
    json: {
      components: COMPONENTS.map(name => ({ name, status: 'healthy' })),
      status: 'healthy',
    },
  }));

  router.on('GET', '/api/v2.0/systeminfo', ({ viewer }) => {
    const open = {
      auth_mode: 'db_auth',
      banner_message: '',
      oidc_provider_name: '',
      primary_auth_mode: false,
      self_registration: false,
    };
    if (viewer.anonymous) return { status: 200, json: open };
    return {
      status: 200,
      json: {
        ...open,
        current_time: options.now().toISOString(),
        external_url: options.externalUrl(),
        harbor_version: 'v2.14.4-lab',
        has_ca_root: false,
        notification_enable: true,
        project_creation_restriction: 'adminonly',
        read_only: false,
        registry_storage_provider_name: 'filesystem',
        registry_url: options.registry,
      },
    };
  });
}
