import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Skeleton } from '@backstage/ui';
import { StateMessage } from '@naru/plugin-naru-react';
import {
  RiCloseCircleLine,
  RiCompassLine,
  RiSearchLine,
} from '@remixicon/react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useNavigate } from 'react-router-dom';
import { useRecentThings } from '../recent/useRecentThings';
import { CategoryFilter } from '../results/CategoryFilter';
import type { Choice } from '../results/categories';
import { NothingFound } from '../results/NothingFound';
import { SearchTrouble } from '../results/SearchTrouble';
import { MAX_TERM, useSearchResults } from '../results/useSearchResults';
import { searchPath } from '../page/searchPath';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import { KeyHints } from './KeyHints';
import styles from './PaletteContent.module.css';
import { PaletteList } from './PaletteList';
import { type PaletteOption, paletteOptions } from './paletteOptions';

const RESULTS = 40;

function Waiting() {
  return (
    <div className={styles.waiting} aria-hidden="true">
      {[70, 50, 60].map(width => (
        <Skeleton key={width} width={`${width}%`} height={18} />
      ))}
    </div>
  );
}

/** The field, the filter and the list of the search. */
export function PaletteContent(props: {
  initialTerm: string;
  searchPath: string;
  onClose: () => void;
}) {
  const { onClose } = props;
  const { t } = useTranslationRef(paletteTranslationRef);
  const navigate = useNavigate();
  const id = useId();
  const [term, setTerm] = useState(props.initialTerm);
  const [choice, setChoice] = useState<Choice>('all');
  const [active, setActive] = useState(0);
  const { recent, remember, clear } = useRecentThings();
  const search = useSearchResults({ term, choice, pageLimit: RESULTS });
  const { found, isLoading, error } = search;

  const field = useRef<HTMLInputElement>(null);
  // Over a drawer, whose focus scope takes back what autoFocus gave.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  const groups = useMemo(
    () => paletteOptions({ term, found: error ? undefined : found, recent }),
    [term, found, error, recent],
  );
  const options = useMemo(
    () => groups.flatMap(group => group.options),
    [groups],
  );
  // Other results: the first one is the best again.
  useEffect(() => setActive(0), [groups]);

  const leaveTo = (path: string) => {
    onClose();
    if (/^https?:/u.test(path)) {
      window.open(path, '_blank', 'noopener');
    } else {
      navigate(path);
    }
  };
  const toPage = () => {
    remember(term);
    leaveTo(searchPath(props.searchPath, { term, choice }));
  };
  const choose = (option: PaletteOption) => {
    switch (option.kind) {
      case 'result': {
        const { href, title, category } = option.row;
        remember(term, { href, title, category });
        leaveTo(href);
        break;
      }
      case 'opened': {
        const { href, title, category } = option;
        remember('', { href, title, category });
        leaveTo(href);
        break;
      }
      case 'more':
        setChoice(option.choice);
        break;
      case 'search':
        setTerm(option.term);
        break;
      default:
        toPage();
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and arrows belong to the input method while it puts a syllable together; Safari says so by the code 229 only.
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      return;
    }
    const last = options.length - 1;
    const move = (index: number) => {
      event.preventDefault();
      setActive(index);
    };
    switch (event.key) {
      case 'ArrowDown':
        move(active >= last ? 0 : active + 1);
        break;
      case 'ArrowUp':
        move(active <= 0 ? Math.max(last, 0) : active - 1);
        break;
      case 'Enter':
        event.preventDefault();
        // What is on the screen answers an older question while the new one is on its way.
        if (isLoading && term.trim()) {
          toPage();
        } else if (options[active]) {
          choose(options[active]);
        } else if (term.trim()) {
          toPage();
        }
        break;
      default:
    }
  };

  // A field of one line joins the lines of a message, and with them the words at their ends.
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text');
    if (!/[\r\n]/u.test(pasted)) {
      return;
    }
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const before = value.slice(0, selectionStart ?? value.length);
    const after = value.slice(selectionEnd ?? value.length);
    setTerm(
      `${before}${pasted.replace(/\s+/gu, ' ').trim()}${after}`.slice(
        0,
        MAX_TERM,
      ),
    );
  };

  const optionId = (index: number) => `${id}-option-${index}`;
  const hasOptions = options.length > 0;
  const count = found?.total;

  let content: ReactNode;
  if (error) {
    content = <SearchTrouble error={error} onRetry={search.retry} />;
  } else if (hasOptions) {
    content = (
      <PaletteList
        id={`${id}-list`}
        groups={groups}
        active={active}
        optionId={optionId}
        onActive={setActive}
        onChoose={choose}
      />
    );
  } else if (found && !isLoading) {
    content = (
      <NothingFound
        term={found.term}
        choice={choice}
        onSearchAll={() => setChoice('all')}
        onLeave={onClose}
      />
    );
  } else if (term.trim()) {
    content = <Waiting />;
  } else {
    content = (
      <StateMessage
        icon={<RiCompassLine />}
        title={t('state.start')}
        description={t('state.start.about')}
      />
    );
  }

  return (
    <>
      <div className={styles.field}>
        <RiSearchLine size={20} aria-hidden="true" className={styles.glass} />
        <input
          ref={field}
          // The dialog is opened to type in it.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="text"
          role="combobox"
          aria-label={t('field.label')}
          aria-expanded={hasOptions}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={hasOptions ? optionId(active) : undefined}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={MAX_TERM}
          placeholder={t('field.placeholder')}
          value={term}
          onChange={event => setTerm(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className={styles.input}
        />
        {term && (
          <button
            type="button"
            className={styles.button}
            aria-label={t('field.clear')}
            onClick={() => setTerm('')}
          >
            <RiCloseCircleLine size={18} aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          className={styles.close}
          aria-label={t('dialog.close')}
          onClick={onClose}
        >
          Esc
        </button>
      </div>
      <div className={styles.filter}>
        <CategoryFilter choice={choice} onChoose={setChoice} />
      </div>
      <div
        className={styles.content}
        data-loading={isLoading || undefined}
        aria-busy={isLoading}
      >
        {content}
        {!term.trim() && hasOptions && (
          <div className={styles.forget}>
            <Button variant="tertiary" size="small" onPress={clear}>
              {t('recent.clear')}
            </Button>
          </div>
        )}
      </div>
      <div className={styles.foot}>
        <KeyHints />
        <span role="status" className={styles.status}>
          {isLoading && t('state.loading')}
          {!isLoading &&
            !error &&
            count !== undefined &&
            t('results.count', { count })}
        </span>
      </div>
    </>
  );
}
