export interface Figure {
  value: string;
  label: string;
}

/** A few numbers that say how much there is. */
export const Figures = ({ figures }: { figures: readonly Figure[] }) => (
  <dl class="angka-angka">
    {figures.map(({ value, label }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
