import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';

export default createTranslationMessages({
  ref: techdocsTranslationRef,
  messages: {
    'aboutCard.viewTechdocs': '문서 보기',
    'notFound.title': '문서를 찾을 수 없습니다',
    'notFound.builderNote':
      "설정에서 techdocs.builder가 'local'이 아니므로 이 포털은 없는 문서를 직접 만들지 않습니다. 외부 프로세스(CI/CD 파이프라인 등)가 문서를 만들어 게시하는지 확인하거나, techdocs.builder를 'local'로 바꾸세요.",
    'buildLogs.title': '빌드 상세',
    'buildLogs.closeDrawer': '닫기',
    'buildLogs.showBuildLogs': '빌드 로그 보기',
    'buildLogs.waitingForLogs': '로그를 기다리는 중…',
    'stateIndicator.initialBuild.message':
      '처음 여는 문서라 준비하고 있습니다. 다음부터는 훨씬 빨리 열립니다.',
    'stateIndicator.contentStaleRefreshing.message':
      '새 버전의 문서를 준비하고 있습니다. 잠시 후 볼 수 있습니다.',
    'stateIndicator.contentStaleReady.message':
      '새 버전의 문서가 준비되었습니다. 새로 고치면 볼 수 있습니다.',
    'stateIndicator.contentStaleReady.refreshButton': '새로 고침',
    'stateIndicator.contentStaleError.message':
      '새 버전의 문서를 만들지 못했습니다.',
    'redirectNotification.redirectNow': '지금 이동',
    'search.noResults': '결과가 없습니다',
    'search.placeholder': '{{entityTitle}} 문서 검색',
    'readerPageHeader.owner': '소유자',
    'readerPageHeader.lifecycle': '수명 주기',
    'readerPageHeader.source': '소스',
    'home.supportButton': '조직의 문서를 찾아보세요.',
    'pageWrapper.title': '문서',
    'pageWrapper.subtitle': '{{orgName}}의 문서',
    'table.columns.document': '문서',
    'table.columns.owner': '소유자',
    'table.columns.kind': '종류',
    'table.columns.type': '유형',
    'table.header.actions': '작업',
    'table.toolbar.searchPlaceholder': '필터',
    'table.pagination.labelRowsSelect': '행',
    'table.body.emptyDataSourceMessage': '표시할 항목이 없습니다',
    'table.actions.copyDocsUrl': '문서 링크 복사',
    'table.actions.addToFavorites': '즐겨찾기에 추가',
    'table.actions.removeFromFavorites': '즐겨찾기에서 제거',
    'table.emptyState.title': '표시할 문서가 없습니다',
    'table.emptyState.description':
      '문서를 직접 만들어 보세요. 시작하는 방법은 안내 문서에 있습니다.',
    'table.emptyState.docsButton': '안내 문서',
    'table.title.all': '전체',
    'error.couldNotLoad': '문서 목록을 불러올 수 없습니다.',
    'nav.title': '문서',
    'entityContent.title': '문서',
    'reader.settings': '설정',
  },
});
