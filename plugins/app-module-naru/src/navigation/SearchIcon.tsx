import { RiSearchLine } from '@remixicon/react';

/** The icon of the search in the navigation. */
export const SearchIcon = () => <RiSearchLine />;
