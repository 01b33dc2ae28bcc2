/** Props of {@link NaruMark}. */
export interface NaruMarkProps {
  /** Height and width in CSS pixels. */
  size: number;
}

/** The ferry: the portal's mark. Decoration beside a name, so it says nothing to a screen reader. */
export const NaruMark = ({ size }: NaruMarkProps) => (
  <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true">
    <rect width="64" height="64" rx="14" fill="#0f4c5c" />
    <path
      d="M12 34h40l-6 12a6 6 0 0 1-5.4 3.300H23.400A6 6 0 0 1 18 46z"
      fill="#f4f1de"
    />
    <path d="M31 12v18H17z" fill="#7fd1c7" />
    <path d="M35 16v14h12z" fill="#e9c46a" />
    <path
      d="M8 55q6-5 12 0t12 0 12 0 12 0"
      fill="none"
      stroke="#7fd1c7"
      strokeWidth="3"
      strokeLinecap="round"
    />
  </svg>
);
