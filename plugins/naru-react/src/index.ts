/**
 * What the screens of Naru share.
 *
 * @packageDocumentation
 */
export { PluginBackend } from './backend/PluginBackend';
export {
  drawDiagrams,
  type DrawDiagramsOptions,
} from './diagrams/drawDiagrams';
export { useDark } from './diagrams/useDark';
export {
  useLiveAnswer,
  type LiveAnswer,
  type LiveAnswerOptions,
} from './live/useLiveAnswer';
export { useSignalMessages } from './live/useSignalMessages';
export { problemOf, type Problem } from './state/problemOf';
export { StateMessage } from './state/StateMessage';
export { ToneIcon, type Tone } from './state/ToneIcon';
export { CopyButton } from './text/CopyButton';
export { absoluteTime, RelativeTime, relativeTime } from './text/RelativeTime';
export { useLanguage } from './text/useLanguage';
export { checkedFieldValidation } from './preview/checkedFieldValidation';
export { FieldFaults } from './preview/FieldFaults';
export { faultMessage } from './preview/faultMessage';
export { IncompleteFormError } from './preview/IncompleteFormError';
export { previewApiRef, type PreviewApi } from './preview/PreviewApi';
export { PreviewClient } from './preview/PreviewClient';
export { templateRefOf } from './preview/templateRefOf';
export { usePreview, type PreviewAnswer } from './preview/usePreview';
