import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NaruMark } from '../brand/NaruMark';
import { NaruWordmark } from '../brand/NaruWordmark';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import styles from './NavLogo.module.css';

/** The mark, and the name beside it while the navigation is open; leads to the start page. */
export const NavLogo = () => {
  const { t } = useTranslationRef(shellTranslationRef);
  const { isOpen } = useSidebarOpenState();
  return (
    <div
      className={styles.logo}
      style={{ paddingLeft: (sidebarConfig.drawerWidthClosed - 36) / 2 }}
    >
      <Link
        to="/"
        underline="none"
        className={styles.link}
        aria-label={t('nav.home')}
      >
        <NaruMark size={36} />
        {isOpen && <NaruWordmark height={26} />}
      </Link>
    </div>
  );
};
