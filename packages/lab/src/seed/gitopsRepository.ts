import { Document } from 'yaml';
import {
  applicationSets,
  appProjects,
  type ArgoCdTarget,
  rootApplication,
} from './argocdObjects';
import { baseCharts } from './baseCharts';
import { goldenImageObjects } from './goldenImages';
import { ENVIRONMENTS, TEAMS } from './platform';
import { sampleMachines } from './sampleMachines';
import { storageClasses } from './storageObjects';
import { tenantObjects } from './tenantObjects';

const README = `# gitops

What runs on prod7, and nothing else runs there. Every change is a pull request; Argo CD does the rest.

| Folder | Holds | Who reviews |
| --- | --- | --- |
| \`argocd/projects\`, \`argocd/applicationsets\`, \`argocd/applications\` | what Argo CD watches | platform team |
| \`charts/<chart>/<version>\` | our base charts; a version never changes | platform team |
| \`apps/<name>\` | applications: values, catalog entry, documentation | owners |
| \`kubernetes/<environment>/vms/<team>\` | virtual machines, one file each | platform team, owners in production |
| \`kubernetes/<environment>/tenants/<team>\` | namespaces, quotas, access | platform team |
| \`kubernetes/<environment>/cluster\` | storage classes, golden images | platform team |
| \`kubernetes/<environment>/platform\` | everything else | its owners |
| \`docs\` | how we work | everybody |

Staging follows this branch by itself. Production waits until somebody syncs it in Argo CD.
`;

const WORKING = `# How a change gets live

1. A branch and a pull request: by Naru's forms, or by hand.
2. Somebody of the platform team reads and merges it. Nobody pushes to \`main\`.
3. Staging: Argo CD applies it within a minute. Production: press Sync when the time is right.

Virtual machines have \`runStrategy: RerunOnFailure\` or \`Manual\`, so that start and stop do not fight with Argo CD.
Secrets are never in here: only references to Vault.
`;

const APPLICATIONS = `# Applications

One file for each application and environment, \`<name>-<environment>.yaml\`. The Application \`applications\` watches this folder:
what is merged here, Argo CD knows within a minute.
`;

const APPS = `# Applications of the teams

One folder each. \`values.yaml\` holds for all environments, \`values-<environment>.yaml\` for one. The chart itself is a version of a
base chart in \`charts\`; which one says \`argocd/applications/<name>-<environment>.yaml\`.
`;

/**
 * The GitOps repository as it is at the beginning: content by path.
 *
 * @param target - goes into the projects and application sets
 */
export function gitopsRepositoryFiles(
  target: ArgoCdTarget,
): Record<string, string> {
  const files: Record<string, string> = {
    'README.md': README,
    'docs/working-here.md': WORKING,
    'argocd/applications/README.md': APPLICATIONS,
    'argocd/applications.yaml': yaml(rootApplication(target)),
    'apps/README.md': APPS,
    ...baseCharts(),
  };
  for (const project of appProjects(target))
    files[`argocd/projects/${project.metadata.name}.yaml`] = yaml(project);
  for (const set of applicationSets(target))
    files[`argocd/applicationsets/${set.metadata.name}.yaml`] = yaml(set);
  for (const environment of ENVIRONMENTS) {
    const root = `kubernetes/${environment}`;
    files[`${root}/platform/.gitkeep`] = '';
    for (const team of TEAMS) {
      const { namespace, guardrails } = tenantObjects(team, environment);
      files[`${root}/vms/${team}/.gitkeep`] = '';
      files[`${root}/tenants/${team}/namespace.yaml`] = yaml(namespace);
      files[`${root}/tenants/${team}/guardrails.yaml`] = yaml(...guardrails);
    }
  }
  // Cluster-wide things exist once; production is where they are changed.
  const cluster = 'kubernetes/production/cluster';
  files[`${cluster}/storage/storage-classes.yaml`] = yaml(...storageClasses());
  files[`${cluster}/golden-images/golden-images.yaml`] = yaml(
    ...goldenImageObjects(),
  );
  for (const { path, manifest } of sampleMachines())
    files[path] = yaml(manifest);
  return files;
}

function yaml(...objects: unknown[]): string {
  return objects
    .map(object => new Document(object).toString({ lineWidth: 0 }))
    .join('---\n');
}
