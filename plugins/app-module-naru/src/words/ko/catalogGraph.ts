import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph';

export default createTranslationMessages({
  ref: catalogGraphTranslationRef,
  messages: {
    'catalogGraphCard.title': '관계',
    'catalogGraphCard.deepLinkTitle': '관계도 보기',
    'catalogGraphPage.title': '카탈로그 관계도',
    'catalogGraphPage.filterToggleButtonTitle': '필터',
    'catalogGraphPage.supportButtonDescription':
      '카탈로그에 등록된 항목 사이의 관계를 보여 줍니다.',
    'catalogGraphPage.simplifiedSwitchLabel': '간단히',
    'catalogGraphPage.mergeRelationsSwitchLabel': '관계 합치기',
    'catalogGraphPage.zoomOutDescription':
      '확대·축소하며 움직일 수 있습니다. 클릭하면 기준 항목이 바뀌고, Shift를 누른 채 클릭하면 그 항목으로 이동합니다.',
    'catalogGraphPage.curveFilter.title': '곡선',
    'catalogGraphPage.curveFilter.curveMonotoneX': '부드럽게',
    'catalogGraphPage.curveFilter.curveStepBefore': '계단형',
    'catalogGraphPage.directionFilter.title': '방향',
    'catalogGraphPage.directionFilter.leftToRight': '왼쪽에서 오른쪽',
    'catalogGraphPage.directionFilter.rightToLeft': '오른쪽에서 왼쪽',
    'catalogGraphPage.directionFilter.topToBottom': '위에서 아래',
    'catalogGraphPage.directionFilter.bottomToTop': '아래에서 위',
    'catalogGraphPage.maxDepthFilter.title': '최대 깊이',
    'catalogGraphPage.maxDepthFilter.inputPlaceholder': '∞ 제한 없음',
    'catalogGraphPage.maxDepthFilter.clearButtonAriaLabel': '최대 깊이 지우기',
    'catalogGraphPage.selectedKindsFilter.title': '종류',
    'catalogGraphPage.selectedRelationsFilter.title': '관계',
  },
});
