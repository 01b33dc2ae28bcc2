/** Props of {@link FerryScene}. */
export interface FerrySceneProps {
  className?: string;
}

/** Width of one stretch of the river; hills and waves meet at its ends, where the hills overlap by a hair. */
const STRETCH = 600;

const WAVE = `q30-14 60 0${'t60 0'.repeat(9)}`;

const River = () => (
  <>
    <path
      d="M-1 150H0l90-54 70 38 96-66 84 62 70-34 88 48 102 6v110H-1z"
      fill="#134b59"
    />
    <path
      d="M-1 174H0l120-34 120 30 130-40 130 36 100 8v86H-1z"
      fill="#17606b"
    />
    <g fill="none" stroke="#7fd1c7" strokeWidth="4">
      <path d={`M0 212${WAVE}`} />
      <path d={`M-30 232${WAVE}`} opacity="0.6" />
      <path d={`M-10 250${WAVE}`} opacity="0.3" />
    </g>
  </>
);

/**
 * A ferry on a river that goes on to the left as far as there is room; decoration. What contains it clips it.
 */
export const FerryScene = ({ className }: FerrySceneProps) => (
  <svg
    className={className}
    viewBox={`0 0 ${STRETCH} 260`}
    preserveAspectRatio="xMaxYMax meet"
    overflow="visible"
    aria-hidden="true"
  >
    <circle cx="470" cy="62" r="30" fill="#e9c46a" opacity="0.9" />
    {[-4, -3, -2, -1, 0, 1].map(stretch => (
      <g key={stretch} transform={`translate(${stretch * STRETCH})`}>
        <River />
      </g>
    ))}
    <g transform="translate(230 122)">
      <path
        d="M0 46h132l-15 28a13 13 0 0 1-12 7H27a13 13 0 0 1-12-7z"
        fill="#f4f1de"
      />
      <path d="M62 0v40H24z" fill="#7fd1c7" />
      <path d="M72 9v31h32z" fill="#e9c46a" />
    </g>
  </svg>
);
