/** What the reader's own styles lack: Korean line breaks, anchors below the app's header, paper. */
export const readingStyles = `
body {
  --md-text-font-family: var(--bui-font-regular, system-ui) !important;
}
.md-typeset :is(h1, h2, h3, h4, h5, h6) {
  font-family: inherit;
  line-height: 1.35;
}
.md-typeset h1 {
  font-size: 1.75rem;
  margin: 0 0 1.25rem;
}
.md-typeset h2 {
  font-size: 1.35rem;
  margin: 2.75rem 0 0.75rem;
}
.md-typeset h3 {
  font-size: 1.05rem;
  margin: 1.75rem 0 0.5rem;
}
.md-typeset h4 {
  font-size: 0.95rem;
  margin: 1.25rem 0 0.5rem;
}
.md-typeset {
  word-break: keep-all;
  overflow-wrap: anywhere;
}
.md-typeset code {
  overflow-wrap: anywhere;
}
.md-typeset pre, .md-typeset pre > code {
  overflow-wrap: normal;
}
/* A long command is read whole, and copies as the one line that it is; tables of answers keep their columns. */
.md-typeset .language-bash pre > code, .md-typeset pre > code.language-bash {
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
/* A column keeps its words whole while others give way. */
.md-typeset table:not([class]) :is(th, td) {
  overflow-wrap: break-word;
  min-width: 5rem;
}
.md-typeset :is(h1, h2, h3, h4, h5, h6)[id] {
  scroll-margin-top: 5rem;
}
/* The reader gives it the focus when an anchor is opened: its colour says so. */
.md-typeset .headerlink:focus {
  opacity: 1;
  outline: none;
  color: var(--md-typeset-a-color);
}
/* The reader scrolls within the navigation; what is scrolled away must not be painted over the header. */
.md-sidebar__scrollwrap {
  contain: paint;
}
/* Long lines pass below the button. */
.md-typeset .md-clipboard {
  background-color: var(--md-code-bg-color);
}
[data-naru-built] {
  color: var(--md-default-fg-color--light);
  margin-top: 3rem;
}
@media print {
  :host, :host > * {
    --md-default-fg-color: #000 !important;
    --md-default-fg-color--light: #444 !important;
    --md-default-fg-color--lighter: #999 !important;
    --md-default-fg-color--lightest: #ccc !important;
    --md-default-bg-color: #fff !important;
    --md-default-bg-color--light: #fff !important;
    --md-typeset-color: #000 !important;
    --md-typeset-a-color: #000 !important;
    --md-typeset-table-color: #bbb !important;
    --md-typeset-font-size: 10.5pt !important;
    --md-code-fg-color: #000 !important;
    --md-code-bg-color: #f5f5f5 !important;
    --md-code-hl-keyword-color: #000 !important;
    --md-code-hl-function-color: #000 !important;
    --md-code-hl-string-color: #000 !important;
    --md-code-hl-number-color: #000 !important;
    --md-code-hl-comment-color: #555 !important;
    --md-code-hl-name-color: #000 !important;
    --md-code-hl-variable-color: #000 !important;
    --md-code-hl-operator-color: #000 !important;
    --md-code-hl-punctuation-color: #000 !important;
    --md-admonition-fg-color: #000 !important;
    --md-admonition-bg-color: #fff !important;
  }
  .md-sidebar, .md-footer, .md-header, .md-overlay, .md-clipboard, .headerlink,
  .md-content__button, #toggle-sidebar, #git-feedback-link,
  .md-content > :not(article) {
    display: none !important;
  }
  .md-content {
    margin: 0 !important;
    max-width: none !important;
  }
  .md-typeset pre > code {
    white-space: pre-wrap !important;
    overflow-wrap: anywhere !important;
    border: 1px solid #ccc;
  }
  .md-typeset a[href] {
    text-decoration: underline;
  }
  .md-typeset a[href^="http"][target="_blank"]::after {
    content: " (" attr(href) ")";
    font-size: 85%;
    overflow-wrap: anywhere;
  }
  .md-typeset :is(h1, h2, h3, h4) {
    break-after: avoid;
  }
  .md-typeset :is(.admonition, tr, figure) {
    break-inside: avoid;
  }
  .md-typeset .admonition {
    box-shadow: none;
  }
}
`;
