import {
  RiBookOpenLine,
  RiFileTextLine,
  RiFirstAidKitLine,
  RiGitPullRequestLine,
  RiLayoutGridLine,
  RiSearchLine,
  RiStackLine,
} from '@remixicon/react';
import type { Choice, ResultCategory } from './categories';

const icons = {
  all: RiSearchLine,
  catalog: RiStackLine,
  template: RiLayoutGridLine,
  runbook: RiFirstAidKitLine,
  docs: RiBookOpenLine,
  request: RiGitPullRequestLine,
  other: RiFileTextLine,
} as const;

/** Says by a picture what a result is; the words stand beside it. */
export function CategoryIcon(props: { category: ResultCategory | Choice }) {
  const Icon = icons[props.category];
  return <Icon size={18} aria-hidden="true" />;
}
