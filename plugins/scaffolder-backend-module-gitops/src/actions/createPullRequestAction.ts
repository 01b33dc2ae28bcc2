import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ActionContext,
  createTemplateAction,
} from '@backstage/plugin-scaffolder-node';
import {
  BRANCH_PREFIX,
  ChangePreview,
  ChangeRequestOutput,
  RequestFault,
} from '@naru/plugin-gitops-common';
import {
  ChangeRequestHost,
  ChangeRequestHosts,
  ensureChangeRequest,
  isForgeError,
  ManifestResolver,
  ManifestTag,
  ManifestValidator,
} from '@naru/plugin-gitops-node';
import { faultLines } from '../request/checkRequest';
import { composeBody } from '../request/composeBody';
import { prepareChange } from '../request/prepareChange';
import { previewChange } from '../request/previewChange';
import { rememberAnswers } from '../request/rememberAnswers';
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
  /** Filled by modules before the first request. */
  resolvers: ManifestResolver[];
}

const BRANCH = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)+$/;
const MAX_FILES = 20;
/** Plugin that starts dry runs for people. */
const PREVIEW_SUBJECT = 'plugin:gitops';

/**
 * The action `gitops:pull-request`: manifests, checked, as one pull request.
 */
export function createPullRequestAction(
  options: CreatePullRequestActionOptions,
) {
  const { config, hosts, auth, userInfo } = options;
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
        resolve: z =>
          z
            .record(
              z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
              z.object({
                by: z.string().describe('Id of the resolver of a module'),
                with: z.any().describe('What it is asked'),
                parameter: z
                  .string()
                  .optional()
                  .describe('Question of the form that it is about'),
              }),
            )
            .optional()
            .describe('What modules find out, for ${{ resolved.<name>.… }}'),
        files: z =>
          z
            .array(
              z.object({
                path: z.string().describe('Path in the repository'),
                holds: z
                  .enum(['manifest', 'entity', 'values', 'text'])
                  .optional()
                  .describe('What the file holds; default manifest'),
                if: z
                  .boolean()
                  .optional()
                  .describe('False leaves the file out'),
                template: z
                  .string()
                  .optional()
                  .describe('File in the workspace with ${{ values.… }}'),
                values: z.record(z.string(), z.any()).optional(),
                manifest: z
                  .record(z.string(), z.any())
                  .optional()
                  .describe('Whole object, instead of template'),
                parameter: z
                  .string()
                  .optional()
                  .describe('Question of the form that faults are about'),
                fields: z
                  .record(z.string(), z.string())
                  .optional()
                  .describe('Questions of the form by places in the file'),
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
        preview: z =>
          z
            .record(z.string(), z.any())
            .optional()
            .describe('After a dry run: faults, files, renderings'),
        created: z =>
          z.boolean().describe('False when the request was there already'),
      },
    },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const credentials = await personOf(ctx, auth);
      const { branch } = input;
      checkBranch(branch);
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

      const prepare = (asked: ChangeRequestHost) =>
        prepareChange({
          ...options,
          input: { ...input, owner, entityRefs },
          host: asked,
          credentials,
          workspacePath: ctx.workspacePath,
          logger,
          signal,
          tolerant: ctx.isDryRun === true,
        });

      const output: Outcome = ctx.isDryRun
        ? dryRunOutcome(
            await answered(async () => {
              const asked = rememberAnswers(host);
              return previewChange({
                host: asked,
                branch,
                ...(await prepare(asked)),
              });
            }),
            host,
          )
        : await ctx.checkpoint({
            key: `pull-request.${input.repository}.${branch}`,
            fn: async () => {
              const { files, manifests, faults } = await prepare(
                rememberAnswers(host),
              );
              const refused = faults.filter(
                ({ severity }) => severity === 'refuse',
              );
              if (refused.length > 0) {
                throw new InputError(refusal(refused));
              }
              const requester = requesterOf(
                userRef,
                ctx.user?.ref === userRef ? ctx.user.entity : undefined,
                hostOf(portalUrl),
              );
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
                    warnings: faults,
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
      if (output.preview) {
        ctx.output('diff', output.preview.diff);
        ctx.output('preview', output.preview);
      }
    },
  });
}

interface Outcome {
  number: number;
  url: string;
  created: boolean;
  outcome: 'created' | 'updated' | 'unchanged' | 'dry-run';
  preview?: ChangePreview;
}

/**
 * The person who asks. In a dry run that the plugin `gitops` starts for a preview, it is whom the token is of that came with it; nothing is written then.
 *
 * @throws NotAllowedError when nobody asks
 */
async function personOf(
  ctx: Pick<
    ActionContext<Record<string, never>>,
    'getInitiatorCredentials' | 'isDryRun' | 'secrets'
  >,
  auth: AuthService,
): Promise<BackstageCredentials<BackstageUserPrincipal>> {
  const initiator = await ctx.getInitiatorCredentials();
  if (auth.isPrincipal(initiator, 'user')) {
    return initiator;
  }
  const token = ctx.secrets?.requesterToken;
  if (
    ctx.isDryRun &&
    token &&
    auth.isPrincipal(initiator, 'service') &&
    initiator.principal.subject === PREVIEW_SUBJECT
  ) {
    const person = await auth.authenticate(token);
    if (auth.isPrincipal(person, 'user')) {
      return person;
    }
  }
  throw new NotAllowedError(
    'Only a signed-in person can ask for a change: a pull request has an author',
  );
}

/** @throws InputError when it is no branch of a request */
function checkBranch(branch: string): void {
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
}

/** The scaffolder passes on names and words of errors, nothing else: an answer needs a name that has a status. */
async function answered<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw isForgeError(error)
      ? new ServiceUnavailableError(error.message, error)
      : error;
  }
}

function dryRunOutcome(
  preview: ChangePreview,
  host: ChangeRequestHost,
): Outcome {
  return {
    number: preview.changeRequest?.number ?? 0,
    url: preview.changeRequest?.url ?? host.repository.url,
    created: false,
    outcome: 'dry-run',
    preview,
  };
}

function refusal(faults: RequestFault[]): string {
  return `The request breaks ${faults.length} rule${
    faults.length === 1 ? '' : 's'
  }:\n${faultLines(faults)}`;
}

function messageOf({ outcome, number, url, preview }: Outcome): string {
  switch (outcome) {
    case 'created':
      return `Opened pull request ${number}: ${url}`;
    case 'updated':
      return `Added a commit to pull request ${number}: ${url}`;
    case 'unchanged':
      return `Pull request ${number} is open with the same content: ${url}`;
    case 'dry-run': {
      const refused =
        preview?.faults.filter(({ severity }) => severity === 'refuse') ?? [];
      return refused.length > 0
        ? `Dry run, nothing is written. ${refusal(refused)}`
        : `Dry run, nothing is written. The pull request would be:\n${preview?.diff}`;
    }
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
