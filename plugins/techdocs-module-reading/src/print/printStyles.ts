/** Leaves only the article on paper; the marks are set while the browser prints. */
export const printStyles = `
@page {
  margin: 15mm;
}
@media print {
  [data-naru-print='hidden'] {
    display: none !important;
  }
  [data-naru-print='kept'] {
    display: block !important;
    position: static !important;
    width: auto !important;
    max-width: none !important;
    height: auto !important;
    min-height: 0 !important;
    max-height: none !important;
    margin: 0 !important;
    padding: 0 !important;
    overflow: visible !important;
    background: #fff !important;
    box-shadow: none !important;
    transform: none !important;
    contain: none !important;
  }
}
`;
