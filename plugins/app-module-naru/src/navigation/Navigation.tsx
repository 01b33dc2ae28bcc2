import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentComponentProps } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { SearchBox } from '@naru/plugin-search-module-palette';
import { RiMenuLine } from '@remixicon/react';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import { NavLink } from './NavLink';
import { NavLogo } from './NavLogo';
import { SearchIcon } from './SearchIcon';

/** The navigation: what people come for first, then the other pages, then notifications and settings. */
export const Navigation = ({ navItems }: NavContentComponentProps) => {
  const { t } = useTranslationRef(shellTranslationRef);
  const nav = navItems.withComponent(NavLink);
  // These two have their own places below.
  nav.take('page:search');
  nav.take('page:notifications');
  const settings = nav.take('page:user-settings');
  return (
    <Sidebar>
      <NavLogo />
      <SidebarGroup label={t('nav.search')} icon={<SearchIcon />} to="/search">
        <SearchBox />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label={t('nav.menu')} icon={<RiMenuLine />}>
        {nav.take('page:scaffolder')}
        {nav.take('page:kubevirt')}
        {nav.take('page:gitops')}
        {nav.take('page:catalog')}
        {nav.take('page:runbooks')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem text={t('nav.notifications')} />
      <SidebarDivider />
      <SidebarGroup
        label={t('nav.settings')}
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {settings}
      </SidebarGroup>
    </Sidebar>
  );
};
