import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowRightLine, RiHistoryLine } from '@remixicon/react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useHref } from 'react-router-dom';
import { CategoryIcon } from '../results/CategoryIcon';
import { ResultRowView } from '../results/ResultRowView';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import styles from './PaletteList.module.css';
import type { OptionGroup, PaletteOption } from './paletteOptions';

function OptionFace({ option }: { option: PaletteOption }) {
  const { t } = useTranslationRef(paletteTranslationRef);
  switch (option.kind) {
    case 'result':
      return <ResultRowView row={option.row} />;
    case 'opened':
      return (
        <span className={styles.plain}>
          <CategoryIcon category={option.category} />
          <span className={styles.words}>{option.title}</span>
        </span>
      );
    case 'search':
      return (
        <span className={styles.plain}>
          <RiHistoryLine size={18} aria-hidden="true" />
          <span className={styles.words}>{option.term}</span>
        </span>
      );
    default:
      return (
        <span className={styles.plain}>
          <RiArrowRightLine size={18} aria-hidden="true" />
          <span className={styles.words}>
            {option.kind === 'more'
              ? t('results.more', { category: t(`category.${option.choice}`) })
              : t('results.allOnPage')}
          </span>
        </span>
      );
  }
}

function Option(props: {
  id: string;
  option: PaletteOption;
  isActive: boolean;
  onActive: () => void;
  onChoose: () => void;
}) {
  const { option, isActive } = props;
  const element = useRef<HTMLElement>(null);
  let path: string | undefined;
  if (option.kind === 'result') {
    path = option.row.href;
  } else if (option.kind === 'opened') {
    path = option.href;
  }
  const href = useHref(path ?? '');
  useEffect(() => {
    if (isActive) {
      element.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [isActive]);
  const shared = {
    id: props.id,
    role: 'option',
    'aria-selected': isActive,
    tabIndex: -1,
    className: styles.option,
    onPointerMove: isActive ? undefined : props.onActive,
  } as const;
  const face = <OptionFace option={option} />;
  if (path === undefined) {
    return (
      // The field keeps the focus and the keys; see PaletteContent.
      // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <div
        {...shared}
        ref={element as React.RefObject<HTMLDivElement>}
        onClick={props.onChoose}
      >
        {face}
      </div>
    );
  }
  return (
    <a
      {...shared}
      ref={element as React.RefObject<HTMLAnchorElement>}
      href={/^https?:/u.test(path) ? path : href}
      onClick={(event: MouseEvent) => {
        // A new tab or window is the browser's business.
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          props.onChoose();
        }
      }}
    >
      {face}
    </a>
  );
}

/** The options under their headings; `active` is the one that Enter opens, counted through all groups. */
export function PaletteList(props: {
  id: string;
  groups: readonly OptionGroup[];
  active: number;
  optionId: (index: number) => string;
  onActive: (index: number) => void;
  onChoose: (option: PaletteOption) => void;
}) {
  const { t } = useTranslationRef(paletteTranslationRef);
  const headingOf = (heading: OptionGroup['heading']) => {
    switch (heading) {
      case 'opened':
        return t('recent.opened');
      case 'searches':
        return t('recent.searches');
      case 'page':
        return '';
      default:
        return t(`category.${heading}`);
    }
  };
  let index = -1;
  return (
    <div
      id={props.id}
      role="listbox"
      aria-label={t('results.label')}
      className={styles.list}
    >
      {props.groups.map(({ heading, options }) => {
        const words = headingOf(heading);
        const headingId = `${props.id}-${heading}`;
        return (
          <div
            key={heading}
            role="group"
            aria-labelledby={words ? headingId : undefined}
            className={styles.group}
          >
            {words && (
              <div
                id={headingId}
                role="presentation"
                className={styles.heading}
              >
                {words}
              </div>
            )}
            {options.map(option => {
              index += 1;
              const place = index;
              return (
                <Option
                  key={place}
                  id={props.optionId(place)}
                  option={option}
                  isActive={place === props.active}
                  onActive={() => props.onActive(place)}
                  onChoose={() => props.onChoose(option)}
                />
              );
            })}
          </div>
        );
      })}
    </div>
  );
}
