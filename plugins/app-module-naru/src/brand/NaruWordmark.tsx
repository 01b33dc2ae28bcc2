/** Props of {@link NaruWordmark}. */
export interface NaruWordmarkProps {
  /** Height in CSS pixels. */
  height: number;
}

/**
 * "Naru 나루", drawn as strokes in the colour of the text around it, so that it looks the same on a machine without
 * Korean fonts. Decoration: the link or heading around it carries the name.
 */
export const NaruWordmark = ({ height }: NaruWordmarkProps) => (
  <svg
    viewBox="0 0 216 48"
    height={height}
    width={(height * 216) / 48}
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="5"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d="M6 38V11l18 27V11" />
    <path d="M48 30a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM49 21v17" />
    <path d="M61 38V21M61 29q1-8 9-8" />
    <path d="M80 21v10q0 7 7.500 7t7.500-7V21M95 31v7" />
    <g opacity="0.72">
      <path d="M120 11v22h17M146 8v33M146 23h8" />
      <path d="M172 9h28v9h-28v9h28M166 34h40M186 34v9" />
    </g>
  </svg>
);
