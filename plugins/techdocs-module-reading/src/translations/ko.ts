import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'language.label': '페이지 언어',
  'language.missing.en':
    '영어 페이지가 없어 가장 가까운 영어 페이지로 이동합니다',
  'language.missing.ko':
    '한국어 페이지가 없어 가장 가까운 한국어 페이지로 이동합니다',
  'print.action': '인쇄',
};

export default ko;
