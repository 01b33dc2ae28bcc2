/** What the reader's own styles lack: Korean line breaks, anchors below the app's header, paper. */
export const readingStyles = `
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
/* A column keeps its words whole while others give way. */
.md-typeset table:not([class]) :is(th, td) {
  overflow-wrap: break-word;
  min-width: 5rem;
}
.md-typeset :is(h1, h2, h3, h4, h5, h6)[id] {
  scroll-margin-top: 5rem;
}
.md-typeset .headerlink:focus-visible {
  opacity: 1;
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
