export interface Figure {
  value: string;
  label: string;
  /** The list behind it. */
  href?: string;
}

/** A few numbers that say how much there is. */
export const Figures = ({ figures }: { figures: readonly Figure[] }) => (
  <dl class="angka-angka">
    {figures.map(({ value, label, href }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{href ? <a href={href}>{value}</a> : value}</dd>
      </div>
    ))}
  </dl>
);
