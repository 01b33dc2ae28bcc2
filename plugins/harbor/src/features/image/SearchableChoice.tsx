import { Combobox } from '@backstage/ui';
import { useMemo } from 'react';

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
  noMatch: string;
  choices: Choice[];
  value: string | undefined;
  /** What is said of a value that is not among the choices. */
  unlisted: string;
  error?: string;
  isDisabled?: boolean;
  onChange(id: string | undefined): void;
}) {
  const { choices, value, unlisted, noMatch, error } = props;
  const options = useMemo(() => {
    const listed = choices.map(({ id, description }) => ({
      id,
      label: id,
      description,
    }));
    if (value !== undefined && !choices.some(({ id }) => id === value)) {
      listed.unshift({ id: value, label: value, description: unlisted });
    }
    return [
      ...listed,
      { id: NO_MATCH, label: noMatch, description: undefined, disabled: true },
    ];
  }, [choices, value, unlisted, noMatch]);
  const matches = (id: string, query: string) =>
    id.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());

  return (
    <Combobox
      size="medium"
      label={props.label}
      secondaryLabel={props.requiredLabel}
      description={props.description}
      placeholder={props.placeholder}
      options={options}
      search={{
        filter: ({ id }, query) =>
          id === NO_MATCH
            ? !options.some(
                option => option.id !== NO_MATCH && matches(option.id, query),
              )
            : matches(id, query),
      }}
      value={value ?? null}
      onChange={key => props.onChange(key === null ? undefined : String(key))}
      isDisabled={props.isDisabled}
      validationBehavior="aria"
      validate={() => error}
    />
  );
}
