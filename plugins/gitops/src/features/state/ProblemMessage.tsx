import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { RemixiconComponentType } from '@remixicon/react';
import { problemOf, StateMessage, type Problem } from '@naru/plugin-naru-react';
import { errorSignals, RunbookChips } from '@naru/plugin-runbooks-react';
import type { en } from '../../translations/en';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';

type Words<Part extends string> = Extract<
  keyof typeof en,
  `problem.${string}.${Part}` | `application.problem.${string}.${Part}`
>;

/** What is said of each kind of problem. */
export type ProblemViews = Record<
  Problem['kind'],
  {
    title: Words<'title'>;
    description?: Words<'description'>;
    Icon: RemixiconComponentType;
  }
> & {
  /** The system that the backend asks, as runbooks call it. */
  system: string;
};

/** Stands in for the data when nothing could be read at all. Who may not see it cannot try again. */
export function ProblemMessage(props: {
  error: unknown;
  views: ProblemViews;
  onRetry(): void;
}) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const problem = problemOf(props.error);
  const { title, description, Icon } = props.views[problem.kind];
  const isForbidden = problem.kind === 'forbidden';
  return (
    <StateMessage
      isAlert
      icon={<Icon size={32} />}
      title={t(title)}
      description={description && t(description)}
      words={isForbidden ? undefined : problem.words}
      actions={
        !isForbidden && (
          <>
            <Button variant="secondary" onPress={props.onRetry}>
              {t('problem.retry')}
            </Button>
            <RunbookChips
              signals={errorSignals(props.error, props.views.system)}
            />
          </>
        )
      }
    />
  );
}
