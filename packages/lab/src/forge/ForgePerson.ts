/** Somebody who may sign in to the forge. The lab makes passwords and tokens at its start; none is in the repository. */
export interface ForgePerson {
  login: string;
  fullName: string;
  email: string;
  password: string;
  token: string;
  /** Site administrator: may do everything, and act for others (`Sudo` header). */
  admin?: boolean;
  /** A program: it signs in with its token and is not offered on the sign-in page. */
  service?: boolean;
  /** Repositories (`owner/name`) this person may push branches to, besides those named in {@link ForgePerson.mayMerge}. */
  mayWrite?: string[];
  /** Repositories (`owner/name`) in which this person may merge into the protected branch. */
  mayMerge?: string[];
}
