/** Props of {@link FerryScene}. */
export interface FerrySceneProps {
  className?: string;
}

/** A ferry on its way between two landings; decoration. */
export const FerryScene = ({ className }: FerrySceneProps) => (
  <svg
    className={className}
    viewBox="0 0 640 260"
    preserveAspectRatio="xMidYMax slice"
    aria-hidden="true"
  >
    <circle cx="500" cy="62" r="30" fill="#e9c46a" opacity="0.9" />
    <path
      d="M0 150 90 96l70 38 96-66 84 62 70-34 88 48 142-30v136H0z"
      fill="#134b59"
    />
    <path
      d="M0 174 120 140l120 30 130-40 130 36 140-24v144H0z"
      fill="#17606b"
    />
    <g transform="translate(250 122)">
      <path
        d="M0 46h132l-15 28a13 13 0 0 1-12 7H27a13 13 0 0 1-12-7z"
        fill="#f4f1de"
      />
      <path d="M62 0v40H24z" fill="#7fd1c7" />
      <path d="M72 9v31h32z" fill="#e9c46a" />
    </g>
    <g fill="none" stroke="#7fd1c7" strokeLinecap="round" strokeWidth="4">
      <path d="M-10 212q30-14 60 0t60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0" />
      <path
        d="M-40 232q30-14 60 0t60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0"
        opacity="0.6"
      />
      <path
        d="M-20 250q30-14 60 0t60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0"
        opacity="0.3"
      />
    </g>
  </svg>
);
