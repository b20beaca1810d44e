/** The mark of Sambung: two links, one through the other. */
export const Mark = () => (
  <svg class="cap" viewBox="0 0 40 24" width="40" height="24" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round">
      <path d="M24 15.5A8.5 8.5 0 1 1 23.3 7" />
      <path class="cap-kedua" d="M16 8.5A8.5 8.5 0 1 1 16.7 17" />
    </g>
  </svg>
);

/** The same as a file of its own, for the browser's tab. */
export const MARK_FILE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#0b5a52"/>' +
  '<g fill="none" stroke-width="4" stroke-linecap="round" transform="translate(5 11) scale(.75)">' +
  '<path stroke="#fff" d="M24 15.5A8.5 8.5 0 1 1 23.3 7"/><path stroke="#f2b56b" d="M16 8.5A8.5 8.5 0 1 1 16.7 17"/></g></svg>';
