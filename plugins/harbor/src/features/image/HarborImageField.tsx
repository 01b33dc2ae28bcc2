import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { BgProvider, Text } from '@backstage/ui';
import { FieldFaults } from '@naru/plugin-naru-react';
import { useEffect, useId, useRef, useState } from 'react';
import { harborTranslationRef } from '../../translations/harborTranslationRef';
import styles from './HarborImageField.module.css';
import { ImageNotice } from './ImageNotice';
import { ImagePicker } from './ImagePicker';
import { belongsTo, isWhole, teamOf, type ImageValue } from './ImageValue';
import { TypedImage } from './TypedImage';

/** Options of `ui:field: HarborImage`. */
export interface HarborImageOptions {
  /** Name of the question for the owner, whose projects are offered; default `owner`. */
  ownerParameter?: string;
  /** The name by which the server's faults call this question; default `image`. */
  parameter?: string;
}

type Props = FieldExtensionComponentProps<ImageValue, HarborImageOptions>;

/** Why a person types the image instead of choosing it. */
type Typing = { because: Error } | { because: 'wish' };

/** Asks for an image of Harbor: project of the owner, repository, tag; by hand where there are no lists. */
export function HarborImageField(props: Props) {
  const { schema, uiSchema, formContext, onChange } = props;
  const { t } = useTranslationRef(harborTranslationRef);
  const titleId = useId();
  const root = useRef<HTMLDivElement>(null);
  const [typing, setTyping] = useState<Typing>();
  const value = props.formData ?? {};
  const ownerParameter = uiSchema['ui:options']?.ownerParameter ?? 'owner';
  const team = teamOf(formContext?.formData?.[ownerParameter]);
  const description = uiSchema['ui:description'] ?? schema.description;
  const isDisabled = props.disabled || props.readonly;

  // Another owner has other projects. What a person types under the same owner is theirs to correct.
  const teamBefore = useRef<string>();
  const foreign = team !== undefined && !belongsTo(value, team);
  useEffect(() => {
    if (foreign && teamBefore.current !== team) {
      onChange(undefined);
    }
    teamBefore.current = team;
  }, [foreign, team, onChange]);

  const choose = () => {
    setTyping(undefined);
    // The button that was pressed is gone.
    root.current?.focus();
  };
  const parts = {
    value,
    errors: {
      repository: errorOf(props, 'repository', t('repository.missing')),
      tag: errorOf(props, 'tag', t('tag.missing')),
    },
    isDisabled,
    onChange,
  };

  return (
    <div
      ref={root}
      id={props.idSchema.$id}
      className={styles.root}
      role="group"
      aria-labelledby={titleId}
      tabIndex={-1}
    >
      <Text id={titleId} as="p" weight="bold" className={styles.description}>
        {uiSchema['ui:title'] ?? schema.title ?? t('image.title')}
        {props.required && (
          <Text color="secondary" variant="body-small">
            {' '}
            {t('image.required')}
          </Text>
        )}
      </Text>
      {description && (
        <Text
          as="p"
          color="secondary"
          variant="body-small"
          className={styles.description}
        >
          {description}
        </Text>
      )}
      {team === undefined && (
        <Text as="p" role="status" className={styles.description}>
          {t('image.noOwner')}
        </Text>
      )}
      {/* The form stands on a sheet of Material UI, which does not say so. */}
      <BgProvider bg="neutral-1">
        {team !== undefined && !typing && (
          <ImagePicker
            key={team}
            {...parts}
            team={team}
            onFailure={because => setTyping({ because })}
            onType={() => setTyping({ because: 'wish' })}
          />
        )}
        {team !== undefined && typing && (
          <>
            {typing.because !== 'wish' && (
              <ImageNotice error={typing.because} onRetry={choose} />
            )}
            <TypedImage
              {...parts}
              team={team}
              onChoose={typing.because === 'wish' ? choose : undefined}
            />
          </>
        )}
      </BgProvider>
      <FieldFaults
        parameter={uiSchema['ui:options']?.parameter ?? 'image'}
        // Of anything less, the parts above say what is wrong.
        value={isWhole(value, team) ? value : undefined}
        values={formContext?.formData}
        shown={props.rawErrors ?? []}
      />
    </div>
  );
}

/** What the form has against a part of the value. */
function errorOf(
  props: Props,
  part: keyof ImageValue,
  missing: string,
): string | undefined {
  const errors = props.errorSchema?.[part]?.__errors ?? [];
  if (errors.length === 0) {
    return undefined;
  }
  return props.formData?.[part] ? errors.join('. ') : missing;
}
