/**
 * The permission policy of the portal.
 *
 * @packageDocumentation
 */

export { permissionModuleNaru as default } from './module';
