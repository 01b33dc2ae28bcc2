/**
 * What tests of screens with runbooks share.
 *
 * @packageDocumentation
 */
export { FakeRunbooks } from './FakeRunbooks';
export { caseArticle, caseSummary, matchedCase } from './runbooks';
