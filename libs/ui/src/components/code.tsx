/** Text of a program or of data; scrolls by itself where it is wide. */
export const Code = ({ label, children }: { label: string; children: string }) => (
  <section class="kode-teks" aria-label={label} tabindex={0}>
    <pre>
      <code>{children}</code>
    </pre>
  </section>
);
