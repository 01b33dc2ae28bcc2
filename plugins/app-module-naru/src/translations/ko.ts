import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'language.label': '언어',

  'nav.home': '나루 시작 화면',
  'nav.search': '검색',
  'nav.menu': '메뉴',
  'nav.create': '신청',
  'nav.virtualMachines': '가상 머신',
  'nav.changes': '변경 요청',
  'nav.docs': '문서',
  'nav.runbooks': '런북',
  'nav.catalog': '카탈로그',
  'nav.catalogGraph': '관계도',
  'nav.apis': 'API',
  'nav.notifications': '알림',
  'nav.settings': '설정',

  'signIn.tagline': '우리 데이터센터로 건너가는 나루터',
  'signIn.promise':
    '가상 머신을 신청하고, 풀 리퀘스트부터 실행까지 따라가고, 소유자와 주소까지 한 탭에서 확인하세요.',
  'signIn.people.title': '누구로 시작할까요?',
  'signIn.people.explanation':
    '이 포털은 예제 데이터와 함께 지금 쓰는 컴퓨터에서만 실행됩니다. 비밀번호 없이 한 사람을 고르면 되고, 여기서 하는 일은 이 컴퓨터 밖으로 나가지 않습니다.',
  'signIn.people.signInAs': '{{name}}(으)로 로그인',
  'signIn.people.signingIn': '{{name}}(으)로 로그인하는 중…',
  'signIn.role.developer': '개발자',
  'signIn.role.developer.may': '가상 머신을 신청하고 팀의 가상 머신을 다룹니다',
  'signIn.role.platform-engineer': '플랫폼 엔지니어',
  'signIn.role.platform-engineer.may':
    '신청을 검토해 머지하며, 모든 작업을 할 수 있습니다',
  'signIn.role.auditor': '감사 담당자',
  'signIn.role.auditor.may': '모든 것을 볼 수 있고, 변경은 하지 않습니다',
  'signIn.failed.title': '로그인하지 못했습니다',
  'signIn.failed.retry': '다시 시도',
  'signIn.company.title': '반갑습니다',
  'signIn.company.explanation':
    '회사 계정으로 로그인하세요. 로그인 창이 새로 열립니다.',
  'signIn.company.button': '로그인',
  'signIn.company.checking': '로그인 상태를 확인하는 중…',
  'signIn.company.popupBlocked':
    '창이 열리지 않으면 이 페이지의 팝업을 허용한 뒤 다시 시도하세요.',

  'start.greeting': '{{name}} 님, 안녕하세요',
  'start.greetingNobody': '안녕하세요',
  'start.question': '어디로 갈까요?',
  'start.request': '신청하기',
  'start.request.about':
    '템플릿을 골라 양식을 채우면 나머지는 풀 리퀘스트로 진행됩니다',
  'start.virtualMachines': '가상 머신',
  'start.virtualMachines.about':
    '모든 가상 머신의 상태와 주소, 전원을 실시간으로 봅니다',
  'start.changes': '변경 요청',
  'start.changes.about':
    '풀 리퀘스트, 머지, Argo CD, 실행까지 어디쯤 왔는지 봅니다',
  'start.catalog': '카탈로그',
  'start.catalog.about': '무엇을 누가 소유하고, 무엇에 의존하는지 봅니다',
  'start.runbooks': '런북',
  'start.runbooks.about': '오류의 의미와 점검·조치 방법을 찾습니다',
};

export default ko;
