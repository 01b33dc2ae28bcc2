import { Content, Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiAddCircleLine,
  RiFirstAidKitLine,
  RiComputerLine,
  RiGitPullRequestLine,
  RiShapesLine,
} from '@remixicon/react';
import { FerryScene } from '../brand/FerryScene';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import styles from './StartPage.module.css';
import { usePagePaths } from './usePagePaths';
import { useProfileName } from './useProfileName';

/** Where people go from here, by the id of the page's extension. */
const PLACES = [
  { page: 'page:scaffolder', words: 'start.request', Icon: RiAddCircleLine },
  {
    page: 'page:kubevirt',
    words: 'start.virtualMachines',
    Icon: RiComputerLine,
  },
  { page: 'page:gitops', words: 'start.changes', Icon: RiGitPullRequestLine },
  { page: 'page:catalog', words: 'start.catalog', Icon: RiShapesLine },
  { page: 'page:runbooks', words: 'start.runbooks', Icon: RiFirstAidKitLine },
] as const;

/** A greeting and the ways on. A page that is not installed is left out. */
export const StartPage = () => {
  const { t } = useTranslationRef(shellTranslationRef);
  const name = useProfileName();
  const paths = usePagePaths();
  return (
    <Content>
      <header className={styles.landing}>
        <h1 className={styles.greeting}>
          {name ? t('start.greeting', { name }) : t('start.greetingNobody')}
        </h1>
        <p className={styles.question}>{t('start.question')}</p>
        <FerryScene className={styles.scene} />
      </header>
      <ul className={styles.places}>
        {PLACES.flatMap(({ page, words, Icon }) => {
          const path = paths.get(page);
          return path ? (
            <li key={page}>
              <Link to={path} underline="none" className={styles.place}>
                <Icon aria-hidden className={styles.icon} />
                <Text as="h2" variant="body-large" weight="bold">
                  {t(words)}
                </Text>
                <Text as="p" variant="body-medium" color="secondary">
                  {t(`${words}.about`)}
                </Text>
              </Link>
            </li>
          ) : (
            []
          );
        })}
      </ul>
    </Content>
  );
};
