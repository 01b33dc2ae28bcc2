import { APP_LABEL, ENVIRONMENT_LABEL } from '@naru/plugin-gitops-common';
import {
  HostedRepository,
  Manifest,
  ManifestFault,
} from '@naru/plugin-gitops-node';
import { z } from 'zod';
import { placeOf } from './pathRules';

const ARGOCD_NAMESPACE = 'argocd';
const PROJECT = 'apps';
const IN_CLUSTER = 'https://kubernetes.default.svc';
const CHART = /^charts\/[a-z0-9][a-z0-9-]*\/[0-9A-Za-z][0-9A-Za-z.+-]*$/;

/** A key that is not here could do what no rule looks at. */
const applicationSchema = z.object({
  spec: z.strictObject({
    project: z.string(),
    destination: z.strictObject({
      server: z.string(),
      namespace: z.string(),
    }),
    sources: z
      .array(
        z.strictObject({
          repoURL: z.string(),
          targetRevision: z.string(),
          path: z.string().optional(),
          ref: z.string().optional(),
          helm: z
            .strictObject({
              releaseName: z.string(),
              valueFiles: z.array(z.string()),
            })
            .optional(),
        }),
      )
      .min(1),
    syncPolicy: z
      .strictObject({
        automated: z.unknown().optional(),
        syncOptions: z.array(z.string()).optional(),
        retry: z.unknown().optional(),
      })
      .optional(),
    ignoreDifferences: z.array(z.unknown()).optional(),
    revisionHistoryLimit: z.number().optional(),
    info: z.unknown().optional(),
  }),
});

/**
 * VAL-040 … VAL-045: an Application that a team asks for reaches its own namespace only, from this repository only, and leaves production to a person.
 */
export function checkApplication(
  manifest: Manifest,
  context: { team: string; repository: HostedRepository },
): ManifestFault[] {
  const { path, metadata } = manifest;
  const place = placeOf(path);
  if (place?.folder !== 'applications') {
    return [];
  }
  const faults: ManifestFault[] = [];
  const refuse = (
    rule: string,
    field: string,
    message: string,
    messageKo: string,
  ) => faults.push({ rule, path, field, message, messageKo });
  const mustBe = (rule: string, field: string, is: unknown, wanted: string) => {
    if (is !== wanted) {
      refuse(rule, field, `must be ${wanted}.`, `${wanted}여야 합니다.`);
    }
  };

  if (
    manifest.kind !== 'Application' ||
    !/^argoproj\.io\//.test(manifest.apiVersion)
  ) {
    refuse(
      'VAL-042',
      'kind',
      'only Applications of Argo CD lie here.',
      '이곳에는 Argo CD Application만 둘 수 있습니다.',
    );
    return faults;
  }
  const { app, environment } = place;
  mustBe('VAL-040', 'metadata.namespace', metadata.namespace, ARGOCD_NAMESPACE);
  mustBe('VAL-040', 'metadata.name', metadata.name, `${app}-${environment}`);
  for (const [label, wanted] of [
    [APP_LABEL, app],
    [ENVIRONMENT_LABEL, environment],
  ]) {
    mustBe(
      'VAL-040',
      `metadata.labels.${label}`,
      metadata.labels?.[label],
      wanted,
    );
  }
  const parsed = applicationSchema.safeParse(manifest.object);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    refuse(
      'VAL-040',
      issue.path.join('.'),
      `is not as Applications of teams are: ${issue.message}.`,
      `팀의 Application 형식이 아닙니다: ${issue.message}`,
    );
    return faults;
  }
  const { spec } = parsed.data;
  mustBe('VAL-040', 'spec.project', spec.project, PROJECT);
  mustBe(
    'VAL-042',
    'spec.destination.server',
    spec.destination.server,
    IN_CLUSTER,
  );
  mustBe(
    'VAL-042',
    'spec.destination.namespace',
    spec.destination.namespace,
    `${context.team}-${environment}`,
  );
  if (
    environment === 'production' &&
    spec.syncPolicy?.automated !== undefined
  ) {
    refuse(
      'VAL-043',
      'spec.syncPolicy.automated',
      'production is synced by a person, never by itself.',
      '프로덕션은 자동으로 동기화하지 않고 사람이 동기화합니다.',
    );
  }
  const { cloneUrls, base } = context.repository;
  spec.sources.forEach((source, index) => {
    const at = `spec.sources.${index}`;
    if (!cloneUrls.includes(source.repoURL)) {
      refuse(
        'VAL-041',
        `${at}.repoURL`,
        `must be the GitOps repository itself, ${context.repository.cloneUrl}.`,
        `GitOps 저장소(${context.repository.cloneUrl}) 자신이어야 합니다.`,
      );
    }
    mustBe('VAL-041', `${at}.targetRevision`, source.targetRevision, base);
    if ((source.ref === undefined) === (source.path === undefined)) {
      refuse(
        'VAL-041',
        at,
        'has either a path or a ref.',
        'path와 ref 중 하나만 있어야 합니다.',
      );
    }
    if (source.path !== undefined && !CHART.test(source.path)) {
      refuse(
        'VAL-045',
        `${at}.path`,
        'must be a version of a base chart, charts/<chart>/<version>: an Application does not watch its own folder.',
        '베이스 차트의 버전인 charts/<차트>/<버전>이어야 합니다. Application이 자기 파일이 있는 폴더를 보면 안 됩니다.',
      );
    }
    mustBe(
      'VAL-040',
      `${at}.helm.releaseName`,
      source.helm?.releaseName ?? app,
      app,
    );
    source.helm?.valueFiles.forEach((file, position) => {
      const values =
        /^\$([a-z0-9-]+)\/apps\/([a-z0-9-]+)\/(values[a-z-]*\.yaml)$/.exec(
          file,
        );
      const hasSource = spec.sources.some(({ ref }) => ref === values?.[1]);
      if (values?.[2] !== app || !hasSource) {
        refuse(
          'VAL-041',
          `${at}.helm.valueFiles.${position}`,
          `must be $<ref of a source>/apps/${app}/values….yaml.`,
          `$<소스의 ref>/apps/${app}/values….yaml 형식이어야 합니다.`,
        );
      }
    });
  });
  return faults;
}
