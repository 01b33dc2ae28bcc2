/**
 * Markdown as MkDocs with techdocs-core reads it, rendered to HTML without Python.
 *
 * @packageDocumentation
 */

export {};
