/**
 * For tests of packages that use change request hosts.
 *
 * @packageDocumentation
 */

export { FakeChangeRequestHost } from './testing/FakeChangeRequestHost';
