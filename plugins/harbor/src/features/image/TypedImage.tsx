import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import {
  isTagName,
  parseRepositoryName,
  teamProjects,
} from '@naru/plugin-harbor-common';
import { harborTranslationRef } from '../../translations/harborTranslationRef';
import styles from './HarborImageField.module.css';
import type { ImagePartProps } from './imageParts';

/** The image by hand. What Harbor would refuse in any case is said at once; the rest the server checks. */
export function TypedImage(
  props: ImagePartProps & {
    /** Back to the lists, where there are some. */
    onChoose?(): void;
  },
) {
  const { team, value } = props;
  const { t } = useTranslationRef(harborTranslationRef);
  const projects = teamProjects(team);
  const [firstProject] = projects;

  const faultOfRepository = (name: string) => {
    const parsed = parseRepositoryName(name);
    if (!parsed) {
      return t('repository.wrongForm', { project: firstProject });
    }
    return projects.includes(parsed.project)
      ? undefined
      : t('repository.wrongProject', { projects: projects.join(', ') });
  };
  const faultOfTag = (name: string) => {
    if (name === 'latest') {
      return t('tag.latest');
    }
    return isTagName(name) ? undefined : t('tag.wrongForm');
  };

  return (
    <>
      <div className={styles.parts}>
        <TextField
          size="medium"
          label={t('manual.repository')}
          placeholder={`${firstProject}/shop`}
          value={value.repository ?? ''}
          onChange={text =>
            props.onChange(compact({ ...value, repository: text.trim() }))
          }
          validationBehavior="aria"
          validate={name =>
            name ? faultOfRepository(name) : props.errors.repository
          }
          isDisabled={props.isDisabled}
          autoComplete="off"
          spellCheck="false"
        />
        <TextField
          size="medium"
          label={t('manual.tag')}
          placeholder="1.0.0"
          value={value.tag ?? ''}
          onChange={text =>
            props.onChange(compact({ ...value, tag: text.trim() }))
          }
          validationBehavior="aria"
          validate={name => (name ? faultOfTag(name) : props.errors.tag)}
          isDisabled={props.isDisabled}
          autoComplete="off"
          spellCheck="false"
        />
      </div>
      {props.onChoose && (
        <div>
          <Button size="small" variant="tertiary" onPress={props.onChoose}>
            {t('manual.back')}
          </Button>
        </div>
      )}
    </>
  );
}

function compact(value: { repository?: string; tag?: string }) {
  const { repository, tag } = value;
  return repository || tag
    ? { ...(repository && { repository }), ...(tag && { tag }) }
    : undefined;
}
