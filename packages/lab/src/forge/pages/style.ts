/** The style sheet of all pages: no scripts, no fonts from elsewhere, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d2430; --soft: #586173; --page: #f5f6f8; --card: #fff; --line: #d5dae2; --link: #0b5cad;
  --good: #14713d; --good-soft: #e0f4e7; --bad: #ac1f24; --bad-soft: #fce6e6; --merged: #6a35b5; --button: #14713d; }
@media (prefers-color-scheme: dark) { :root { --text: #e3e7ee; --soft: #a2acbc; --page: #12161c; --card: #1a2029; --line: #323c4a; --link: #7db6f5;
  --good: #6fd196; --good-soft: #15311f; --bad: #ff9c9c; --bad-soft: #3a1b1d; --merged: #c3a2f7; --button: #1d7c46; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.55 system-ui, 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
a { color: var(--link); } a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); }
header.top > div, main { max-width: 1080px; margin: 0 auto; padding: 0 20px; }
header.top > div { display: flex; gap: 20px; align-items: center; min-height: 56px; flex-wrap: wrap; }
header.top .brand { font-weight: 700; text-decoration: none; color: var(--text); } header.top .who { margin-left: auto; display: flex; gap: 10px; align-items: center; color: var(--soft); }
main { padding-top: 24px; padding-bottom: 64px; } h1 { font-size: 24px; line-height: 1.3; margin: 0 0 8px; } h2 { font-size: 17px; margin: 28px 0 10px; }
.soft { color: var(--soft); } .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; margin: 12px 0; } .card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; } .markdown thead:not(:has(th:not(:empty))) { display: none; }
.list { list-style: none; padding: 0; } .list > li { padding: 12px 20px; border-top: 1px solid var(--line); } .list > li:first-child { border-top: 0; } .card.list { padding: 0; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 999px; padding: 1px 10px; font-size: 13px; font-weight: 600; margin-right: 8px; }
.badge.open, .success { color: var(--good); } .badge.closed, .failure, .error { color: var(--bad); } .badge.merged { color: var(--merged); }
nav.tabs { display: flex; gap: 16px; margin: 12px 0; } nav.tabs a[aria-current] { font-weight: 700; color: var(--text); text-decoration: none; }
button { font: inherit; font-weight: 600; border-radius: 6px; border: 1px solid var(--line); padding: 6px 16px; background: var(--card); color: var(--text); cursor: pointer; }
button.main { background: var(--button); border-color: var(--button); color: #fff; } button.link { border: 0; padding: 0; background: none; color: var(--link); text-decoration: underline; font-weight: 400; }
form.actions { display: inline-block; margin: 8px 8px 0 0; } input { font: inherit; padding: 6px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--page); color: var(--text); width: 100%; } label { display: block; margin: 10px 0; }
code, pre, .diff { font: 13px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, 'D2Coding', monospace; } pre { overflow-x: auto; background: var(--page); padding: 10px 14px; border-radius: 6px; } code { background: var(--page); padding: 1px 4px; border-radius: 4px; }
table { border-collapse: collapse; } .markdown th, .markdown td { border: 1px solid var(--line); padding: 4px 10px; text-align: left; }
.diff { width: 100%; overflow-x: auto; } .diff table { width: 100%; } .diff td { padding: 0 10px; white-space: pre-wrap; vertical-align: top; } .diff .n { width: 1%; white-space: nowrap; color: var(--soft); text-align: right; user-select: none; }
.diff .added { background: var(--good-soft); } .diff .removed { background: var(--bad-soft); } .diff .hunk { color: var(--soft); background: var(--page); }
details.file { padding: 0; overflow: hidden; } details.file > summary { padding: 10px 20px; cursor: pointer; font-weight: 600; } .plus { color: var(--good); } .minus { color: var(--bad); } .problem { border-color: var(--bad); color: var(--bad); }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 10px; } .people button { width: 100%; text-align: left; }
`;
