import { parseEntityRef, UserEntity } from '@backstage/catalog-model';

/** The person who asks. */
export interface Requester {
  /** User ref. */
  ref: string;
  /** For people and Git. */
  name: string;
  email: string;
}

/**
 * Reads name and address of a person from their entity.
 *
 * @param portalHost - makes an address that nobody has when the entity has none
 */
export function requesterOf(
  ref: string,
  entity: UserEntity | undefined,
  portalHost: string,
): Requester {
  const { name: login } = parseEntityRef(ref);
  const { displayName, email } = entity?.spec.profile ?? {};
  const name = (displayName ?? entity?.metadata.title ?? login)
    .replace(/[<>\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const usable = email && /^[^\s<>@]+@[^\s<>@]+$/.test(email);
  return {
    ref,
    name: name || login,
    email: usable ? email : `${login}@noreply.${portalHost}`,
  };
}
