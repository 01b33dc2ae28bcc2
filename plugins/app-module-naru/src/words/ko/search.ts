import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { searchTranslationRef } from '@backstage/plugin-search';

export default createTranslationMessages({
  ref: searchTranslationRef,
  messages: {
    'searchModal.viewFullResults': '전체 결과 보기',
    'searchType.allResults': '전체 결과',
    'searchType.tabs.allTitle': '전체',
    'searchType.accordion.allTitle': '전체',
    'searchType.accordion.collapse': '접기',
    'searchType.accordion.numberOfResults': '결과 {{number}}개',
    'sidebarSearchModal.title': '검색',
  },
});
