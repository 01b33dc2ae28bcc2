/**
 * KubeVirt clusters for backends.
 *
 * @packageDocumentation
 */

export * from './permissionRules';
