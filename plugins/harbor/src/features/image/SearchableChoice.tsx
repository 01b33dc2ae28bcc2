import { Combobox } from '@backstage/ui';
import { useState } from 'react';

/** Something to choose. */
export interface Choice {
  id: string;
  description?: string;
}

/** Stands among the choices when the search leaves none of them. */
const NO_MATCH = ':no-match';

/** A list to search by typing, or to go through with the arrow keys. */
export function SearchableChoice(props: {
  label: string;
  /** Beside the label: that it has to be answered. */
  requiredLabel?: string;
  description?: string;
  placeholder: string;
  /** What is said of a search that leaves nothing; holds the query as it is. */
  noMatch(query: string): string;
  choices: Choice[];
  value: string | undefined;
  /** What is said of a value that is not among the choices. */
  unlisted: string;
  error?: string;
  isDisabled?: boolean;
  onChange(id: string | undefined): void;
}) {
  const { choices, value, unlisted, error } = props;
  const [query, setQuery] = useState('');
  const options = choices.map(({ id, description }) => ({
    id,
    label: id,
    description,
    disabled: false,
  }));
  if (value !== undefined && !choices.some(({ id }) => id === value)) {
    options.unshift({
      id: value,
      label: value,
      description: unlisted,
      disabled: false,
    });
  }
  if (query !== '' && !options.some(({ id }) => matches(id, query))) {
    // It passes the filter of the list, because it holds what is searched for.
    options.push({
      id: NO_MATCH,
      label: props.noMatch(query),
      description: undefined,
      disabled: true,
    });
  }

  return (
    <Combobox
      size="medium"
      label={props.label}
      secondaryLabel={props.requiredLabel}
      description={props.description}
      placeholder={props.placeholder}
      options={options}
      // Not `search`: that hides options from sight only, so that the keyboard goes through those that do not match.
      onInputChange={setQuery}
      value={value ?? null}
      onChange={key => props.onChange(key === null ? undefined : String(key))}
      isDisabled={props.isDisabled}
      validationBehavior="aria"
      validate={() => error}
    />
  );
}

function matches(id: string, query: string): boolean {
  return id.toLocaleLowerCase().includes(query.toLocaleLowerCase());
}
