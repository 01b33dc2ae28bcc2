import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, Skeleton, VisuallyHidden } from '@backstage/ui';
import type {
  HarborProject,
  HarborProjectList,
  HarborRepositoryList,
  HarborTagList,
} from '@naru/plugin-harbor-common';
import { parseRepositoryName } from '@naru/plugin-harbor-common';
import { relativeTime, useLanguage } from '@naru/plugin-naru-react';
import { useEffect, useState } from 'react';
import { harborApiRef } from '../../api/HarborApi';
import { harborTranslationRef } from '../../translations/harborTranslationRef';
import styles from './HarborImageField.module.css';
import type { ImagePartProps } from './imageParts';
import { imageSize } from './imageSize';
import { projectOf } from './ImageValue';
import { NoImages } from './NoImages';
import { SearchableChoice } from './SearchableChoice';
import { useAnswer, type Answer } from './useAnswer';

/** Lists to choose project, repository and tag from. */
export function ImagePicker(
  props: ImagePartProps & {
    /** There is no list. */
    onFailure(error: Error): void;
    /** The person wants to type it. */
    onType(): void;
  },
) {
  const { team, value, onFailure } = props;
  const { t } = useTranslationRef(harborTranslationRef);
  const harborApi = useApi(harborApiRef);
  const [chosen, setChosen] = useState<string>();

  const projects = useAnswer(team, signal =>
    harborApi.listProjects(team, { signal }),
  );
  const project = currentProject(projects.value, projectOf(value) ?? chosen);
  const repositories = useAnswer(project?.name, signal =>
    harborApi.listRepositories(project?.name ?? '', { signal }),
  );
  const image = parseRepositoryName(value.repository ?? '');
  const tags = useAnswer(project && image && value.repository, signal =>
    harborApi.listTags(image ?? { project: '', repository: '' }, { signal }),
  );

  const failure = projects.error ?? repositories.error ?? tags.error;
  useEffect(() => {
    if (failure) {
      onFailure(failure);
    }
  }, [failure, onFailure]);

  if (!projects.value) {
    return <Loading label={t('image.loading')} />;
  }
  if (!project) {
    return (
      <NoImages
        title={t('none.projects.title')}
        description={t('none.projects.description', {
          projects: projects.value.expected.join(', '),
        })}
        onLookAgain={projects.reload}
      />
    );
  }
  return (
    <>
      <div className={styles.parts}>
        <Select
          size="medium"
          label={t('project.label')}
          options={projects.value.items.map(({ name }) => ({
            id: name,
            label: name,
          }))}
          value={project.name}
          onChange={key => {
            setChosen(String(key));
            props.onChange(undefined);
          }}
          isDisabled={props.isDisabled}
        />
        <RepositoryChoice {...props} repositories={repositories} />
        <TagChoice {...props} tags={tags} />
      </div>
      <Nothing
        project={project}
        repository={value.repository}
        repositories={repositories}
        tags={tags}
      />
      {(repositories.value?.truncated || tags.value?.truncated) && (
        <div>
          <Button size="small" variant="tertiary" onPress={props.onType}>
            {t('manual.offer')}
          </Button>
        </div>
      )}
    </>
  );
}

function currentProject(
  list: HarborProjectList | undefined,
  wanted: string | undefined,
): HarborProject | undefined {
  return list?.items.find(({ name }) => name === wanted) ?? list?.items[0];
}

function Loading(props: { label: string }) {
  return (
    <div role="status">
      <VisuallyHidden>{props.label}</VisuallyHidden>
      <div className={styles.parts}>
        <Skeleton height="3.5rem" />
        <Skeleton height="3.5rem" />
        <Skeleton height="3.5rem" />
      </div>
    </div>
  );
}

function RepositoryChoice(
  props: ImagePartProps & { repositories: Answer<HarborRepositoryList> },
) {
  const { value, repositories } = props;
  const { t } = useTranslationRef(harborTranslationRef);
  const list = repositories.value;
  return (
    <SearchableChoice
      label={t('repository.label')}
      description={
        list?.truncated
          ? t('repository.truncated', { number: String(list.items.length) })
          : undefined
      }
      placeholder={
        repositories.loading ? t('image.loading') : t('repository.placeholder')
      }
      noMatch={query => t('repository.noMatch', { query })}
      unlisted={t('repository.unlisted')}
      choices={(list?.items ?? []).map(({ name, artifactCount }) => ({
        id: name,
        description: t('repository.images', {
          number: String(artifactCount),
        }),
      }))}
      value={value.repository}
      error={props.errors.repository}
      isDisabled={props.isDisabled || repositories.loading}
      onChange={repository => {
        if (repository !== value.repository) {
          props.onChange(repository === undefined ? undefined : { repository });
        }
      }}
    />
  );
}

function TagChoice(props: ImagePartProps & { tags: Answer<HarborTagList> }) {
  const { value, tags } = props;
  const { t } = useTranslationRef(harborTranslationRef);
  const language = useLanguage();
  const list = tags.value;
  const next = tags.loading ? 'image.loading' : 'tag.placeholder';
  const placeholder = value.repository === undefined ? 'tag.first' : next;
  return (
    <SearchableChoice
      label={t('tag.label')}
      description={
        list?.truncated
          ? t('tag.truncated', { number: String(list.items.length) })
          : undefined
      }
      placeholder={t(placeholder)}
      noMatch={query => t('tag.noMatch', { query })}
      unlisted={t('repository.unlisted')}
      choices={(list?.items ?? []).map(({ name, pushedAt, size }) => ({
        id: name,
        description: t('tag.facts', {
          ago: relativeTime(new Date(pushedAt), language),
          size: imageSize(size, language),
        }),
      }))}
      value={value.tag}
      error={props.errors.tag}
      isDisabled={
        props.isDisabled || value.repository === undefined || tags.loading
      }
      onChange={tag => {
        if (tag !== value.tag) {
          props.onChange({ repository: value.repository, ...(tag && { tag }) });
        }
      }}
    />
  );
}

/** Says how an image gets to where there is none. */
function Nothing(props: {
  project: HarborProject;
  repository: string | undefined;
  repositories: Answer<HarborRepositoryList>;
  tags: Answer<HarborTagList>;
}) {
  const { project, repository, repositories, tags } = props;
  const { t } = useTranslationRef(harborTranslationRef);
  const push = (name: string) =>
    `docker push ${project.registry}/${name}:1.0.0`;
  if (repositories.value?.items.length === 0 && repository === undefined) {
    return (
      <NoImages
        title={t('none.repositories.title', { project: project.name })}
        description={t('none.repositories.description')}
        command={push(`${project.name}/my-app`)}
        onLookAgain={repositories.reload}
      />
    );
  }
  if (tags.value?.items.length === 0 && repository !== undefined) {
    return (
      <NoImages
        title={t('none.tags.title', { repository })}
        description={t('none.tags.description')}
        command={push(repository)}
        onLookAgain={tags.reload}
      />
    );
  }
  return null;
}
