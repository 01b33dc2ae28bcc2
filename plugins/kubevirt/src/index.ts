/**
 * The screens of the KubeVirt plugin: the page "Virtual machines" and the cards on the page of a VM.
 *
 * @packageDocumentation
 */

export { default } from './plugin';
export { kubevirtApiRef, type KubevirtApi } from './api/KubevirtApi';
export { KubevirtClient } from './api/KubevirtClient';
export { kubevirtTranslationRef } from './translations/kubevirtTranslationRef';
