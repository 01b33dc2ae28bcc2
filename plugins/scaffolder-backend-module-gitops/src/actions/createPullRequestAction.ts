import { AuthService, UserInfoService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError, NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  BRANCH_PREFIX,
  ChangeRequestOutput,
  OWNER_ANNOTATION,
  REQUEST_ANNOTATION,
  requestId,
  REQUESTED_BY_ANNOTATION,
  SOURCE_FILE_ANNOTATION,
} from '@naru/plugin-gitops-common';
import {
  ChangeRequestHost,
  ChangeRequestHosts,
  ensureChangeRequest,
  ManifestTag,
  ManifestValidator,
} from '@naru/plugin-gitops-node';
import { checkRequest } from '../request/checkRequest';
import { composeBody } from '../request/composeBody';
import { composeFiles } from '../request/composeFiles';
import { createDiff } from '../request/createDiff';
import { requesterOf } from '../request/Requester';
import { requireOwnership } from '../request/requireOwnership';
import { examples } from './pullRequest.examples';

/** Options of {@link createPullRequestAction}. */
export interface CreatePullRequestActionOptions {
  config: Config;
  hosts: ChangeRequestHosts;
  catalog: CatalogService;
  auth: AuthService;
  userInfo: UserInfoService;
  /** Filled by modules before the first request. */
  validators: ManifestValidator[];
  /** Filled by modules before the first request. */
  tags: ManifestTag[];
}

const BRANCH = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)+$/;
const MAX_FILES = 20;

/**
 * The action `gitops:pull-request`: manifests, checked, as one pull request.
 */
export function createPullRequestAction(
  options: CreatePullRequestActionOptions,
) {
  const { config, hosts, catalog, auth, userInfo, validators, tags } = options;
  const portalUrl = config.getOptionalString('app.baseUrl');
  const platformGroup = config.getOptionalString('naru.platformGroup');

  return createTemplateAction({
    id: 'gitops:pull-request',
    description:
      'Renders manifests, checks them, and makes that there is one open pull request with them in a GitOps repository.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        repository: z =>
          z.string().describe('Id of the repository in gitops.repositories'),
        branch: z =>
          z
            .string()
            .describe(
              `Branch of the change, the same for the same request. Begins with ${BRANCH_PREFIX}`,
            ),
        title: z => z.string().min(1).max(200).describe('Title'),
        description: z =>
          z.string().max(2000).optional().describe('What it does'),
        reason: z =>
          z.string().max(2000).optional().describe('Why it is wanted'),
        owner: z =>
          z.string().describe('Entity ref of the group that will own it'),
        values: z =>
          z
            .record(z.string(), z.any())
            .optional()
            .describe('Table for the reviewer: name → value'),
        files: z =>
          z
            .array(
              z.object({
                path: z.string().describe('Path in the repository'),
                template: z
                  .string()
                  .optional()
                  .describe('File in the workspace with ${{ values.… }}'),
                values: z.record(z.string(), z.any()).optional(),
                manifest: z
                  .record(z.string(), z.any())
                  .optional()
                  .describe('Whole object, instead of template'),
              }),
            )
            .min(1)
            .max(MAX_FILES)
            .describe('Files to add'),
        entityRefs: z =>
          z
            .array(z.string())
            .optional()
            .describe('Entities that will be there after the merge'),
      },
      output: {
        repository: z => z.string().describe('Id of the repository'),
        branch: z => z.string().describe('Branch of the change'),
        number: z => z.number().describe('Number; 0 after a dry run'),
        url: z => z.string().describe('Page of the pull request'),
        entityRefs: z => z.array(z.string()),
        diff: z => z.string().optional().describe('After a dry run'),
        created: z =>
          z.boolean().describe('False when the request was there already'),
      },
    },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new NotAllowedError(
          'Only a signed-in person can ask for a change: a pull request has an author',
        );
      }
      const { branch } = input;
      if (
        !branch.startsWith(BRANCH_PREFIX) ||
        !BRANCH.test(branch) ||
        branch.length > 200
      ) {
        throw new InputError(
          `"${branch.slice(
            0,
            200,
          )}" is not a name of a branch for a request: ${BRANCH_PREFIX}<what>/<name> in lower-case letters, digits and dashes. Check the name in the form.`,
        );
      }
      const owner = refOf(input.owner, 'Group');
      const entityRefs = (input.entityRefs ?? []).map(ref =>
        refOf(ref, 'Resource'),
      );
      const userRef = credentials.principal.userEntityRef;
      const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
      requireOwnership({
        owner,
        requester: userRef,
        ownershipEntityRefs,
        platformGroup,
      });
      const host = hosts.get(input.repository);
      const requester = requesterOf(
        userRef,
        ctx.user?.ref === userRef ? ctx.user.entity : undefined,
        hostOf(portalUrl),
      );

      const compose = async () => {
        const composed = await composeFiles(input.files, {
          workspacePath: ctx.workspacePath,
          tags,
          annotations: {
            [OWNER_ANNOTATION]: owner,
            [REQUESTED_BY_ANNOTATION]: userRef,
            [REQUEST_ANNOTATION]: requestId(input.repository, branch),
          },
          sourceFileAnnotation: SOURCE_FILE_ANNOTATION,
        });
        await checkRequest({
          ...composed,
          entityRefs,
          validators,
          catalog,
          context: { host, credentials, owner, logger, signal },
        });
        return composed;
      };

      const output: Outcome = ctx.isDryRun
        ? await dryRun(host, branch, (await compose()).files)
        : await ctx.checkpoint({
            key: `pull-request.${input.repository}.${branch}`,
            fn: async () => {
              const { files, manifests } = await compose();
              const { changeRequest, outcome } = await ensureChangeRequest({
                host,
                signal,
                draft: {
                  branch,
                  title: input.title,
                  body: composeBody({
                    description: input.description,
                    reason: input.reason,
                    requester,
                    owner,
                    values: input.values ?? {},
                    files,
                    manifests,
                    portalUrl:
                      portalUrl &&
                      `${portalUrl.replace(/\/$/, '')}/create/tasks/${
                        ctx.task.id
                      }`,
                  }),
                  requestedBy: userRef,
                  author: { name: requester.name, email: requester.email },
                  entityRefs,
                  files,
                },
              });
              return {
                number: changeRequest.number,
                url: changeRequest.url,
                created: outcome === 'created',
                outcome,
              };
            },
          });

      logger.info(messageOf(output));
      const result: ChangeRequestOutput = {
        repository: input.repository,
        branch,
        number: output.number,
        url: output.url,
        entityRefs,
        created: output.created,
      };
      ctx.output('repository', result.repository);
      ctx.output('branch', result.branch);
      ctx.output('number', result.number);
      ctx.output('url', result.url);
      ctx.output('entityRefs', result.entityRefs);
      ctx.output('created', result.created);
      if (output.diff !== undefined) {
        ctx.output('diff', output.diff);
      }
    },
  });
}

interface Outcome {
  number: number;
  url: string;
  created: boolean;
  outcome: 'created' | 'updated' | 'unchanged' | 'dry-run';
  diff?: string;
}

async function dryRun(
  host: ChangeRequestHost,
  branch: string,
  files: { path: string; content: string }[],
): Promise<Outcome> {
  const existing = await host.findChangeRequest(branch);
  const open = existing?.state === 'open' ? existing : undefined;
  const changed = await Promise.all(
    files.map(async ({ path, content }) => ({
      path,
      before: open && (await host.readFile(path, branch))?.content,
      after: content,
    })),
  );
  const diff = createDiff(
    changed.filter(({ before, after }) => before !== after),
  );
  return {
    number: open?.number ?? 0,
    url: open?.url ?? host.repository.url,
    created: false,
    outcome: 'dry-run',
    diff,
  };
}

function messageOf({ outcome, number, url, diff }: Outcome): string {
  switch (outcome) {
    case 'created':
      return `Opened pull request ${number}: ${url}`;
    case 'updated':
      return `Added a commit to pull request ${number}: ${url}`;
    case 'unchanged':
      return `Pull request ${number} is open with the same content: ${url}`;
    case 'dry-run':
      return `Dry run, nothing is written. The pull request would be:\n${diff}`;
    default:
      return outcome satisfies never;
  }
}

function refOf(ref: string, defaultKind: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
  );
}

function hostOf(url: string | undefined): string {
  return url && URL.canParse(url) ? new URL(url).hostname : 'localhost';
}
