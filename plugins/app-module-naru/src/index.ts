/**
 * The portal's shell: sign-in page, navigation, look and the Korean words of stock plugins.
 *
 * @packageDocumentation
 */

export { appModuleNaru as default } from './module';
