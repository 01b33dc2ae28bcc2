import { SidebarItem } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { useCallback } from 'react';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import { navTitles } from './navTitles';

/** A page in the navigation, named in the reader's language. */
export const NavLink = ({ node, href, title, icon }: NavContentNavItem) => {
  const { t } = useTranslationRef(shellTranslationRef);
  const Icon = useCallback(() => icon, [icon]);
  const key = navTitles[node.spec.id];
  return <SidebarItem icon={Icon} to={href} text={key ? t(key) : title} />;
};
